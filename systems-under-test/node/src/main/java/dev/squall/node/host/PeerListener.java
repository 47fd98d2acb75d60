package dev.squall.node.host;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * The receiving ends of a node's links. Only the latest connection of each sender counts. Unhandled lines of an older
 * connection are lost.
 *
 * <p>A busy node makes its senders wait: the listener holds at most {@link #UNHANDLED_MAX} lines per connection.
 */
final class PeerListener extends Thread {

    private static final int UNHANDLED_MAX = 1 << 10;

    private final ServerSocket server;
    private final BlockingQueue<Runnable> events;
    private final Receiver receiver;
    private final Map<String, Connection> latest = new ConcurrentHashMap<>();

    /** Receiver of messages, called on the node's thread. */
    interface Receiver {

        void receive(String sender, int life, long number, String line);
    }

    PeerListener(ServerSocket server, BlockingQueue<Runnable> events, Receiver receiver) {
        super("links");
        setDaemon(true);
        this.server = server;
        this.events = events;
        this.receiver = receiver;
    }

    @Override
    public void run() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread reader = new Thread(() -> read(socket), "link from " + socket.getRemoteSocketAddress());
                reader.setDaemon(true);
                reader.start();
            } catch (IOException e) {
                // The connection failed before it began. The sender tries again.
            }
        }
    }

    private void read(Socket socket) {
        try (socket;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                OutputStream out = new BufferedOutputStream(socket.getOutputStream())) {
            socket.setTcpNoDelay(true);
            String introduction = in.readLine();
            if (introduction == null) {
                return;
            }
            Connection connection = Connection.introducedBy(introduction, socket);
            if (!supersede(connection)) {
                return;
            }
            connection.acknowledge(in, out);
            String line;
            while ((line = in.readLine()) != null && latest.get(connection.sender) == connection) {
                hand(connection, line);
                connection.acknowledge(in, out);
            }
        } catch (IOException | IllegalArgumentException e) {
            // The connection has broken, or its other end is not a node.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes this connection the latest of its sender, unless the sender has a later connection already. */
    private synchronized boolean supersede(Connection connection) throws IOException {
        Connection previous = latest.get(connection.sender);
        if (previous != null && !connection.isLaterThan(previous)) {
            return false;
        }
        latest.put(connection.sender, connection);
        if (previous != null) {
            previous.socket.close();
        }
        return true;
    }

    private void hand(Connection connection, String frame) throws InterruptedException {
        int space = frame.indexOf(' ');
        long number = Long.parseLong(frame.substring(0, space));
        String line = frame.substring(space + 1);
        connection.unhandled.acquire();
        events.add(() -> {
            connection.unhandled.release();
            if (latest.get(connection.sender) == connection) {
                receiver.receive(connection.sender, connection.life, number, line);
            }
        });
    }

    private record Connection(String sender, int life, long number, Socket socket, Semaphore unhandled) {

        static Connection introducedBy(String introduction, Socket socket) {
            String[] words = introduction.split(" ");
            if (words.length != 3) {
                throw new IllegalArgumentException("'" + introduction + "' is no introduction");
            }
            return new Connection(
                    words[0],
                    Integer.parseInt(words[1]),
                    Long.parseLong(words[2]),
                    socket,
                    new Semaphore(UNHANDLED_MAX));
        }

        boolean isLaterThan(Connection other) {
            return life > other.life || life == other.life && number > other.number;
        }

        void acknowledge(BufferedReader in, OutputStream out) throws IOException {
            out.write('\n');
            if (!in.ready()) {
                out.flush();
            }
        }
    }
}
