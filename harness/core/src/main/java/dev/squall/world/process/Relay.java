package dev.squall.world.process;

import dev.squall.world.WorldException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Relay of TCP connections on the loopback interface, with one port for each sender, receiver and port of the receiver.
 * A cut link holds back bytes, ends of streams and new connections until it heals, as TCP does when packets are lost.
 * {@link Disturbance}s of a link delay transfers, or reset connections. Thread-safe.
 */
final class Relay implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final ExecutorService threads = Executors.newCachedThreadPool(Relay::daemon);
    private final Map<String, Link> links = new LinkedHashMap<>();
    private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** One direction between two nodes, or between the clients and a node. */
    static final class Link {

        private final List<Disturbance> disturbances = new CopyOnWriteArrayList<>();
        private int cuts;
        private long held;

        /** Cuts the link, until as many calls of {@link #heal} have followed. */
        synchronized void cut() {
            cuts++;
        }

        synchronized void heal() {
            cuts--;
            notifyAll();
        }

        /** Returns the number of transfers that have been held back. */
        synchronized long held() {
            return held;
        }

        void disturb(Disturbance disturbance) {
            disturbances.add(disturbance);
        }

        void calm(Disturbance disturbance) {
            disturbances.remove(disturbance);
        }

        private void pass(int bytes) throws IOException, InterruptedException {
            for (Disturbance disturbance : disturbances) {
                disturbance.pass(bytes);
            }
            passCuts();
        }

        private synchronized void passCuts() throws InterruptedException {
            if (cuts > 0) {
                held++;
            }
            while (cuts > 0) {
                wait();
            }
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        return thread;
    }

    /** Returns the link from one end to another. */
    Link link(String from, String to) {
        synchronized (links) {
            return links.computeIfAbsent(from + " " + to, name -> new Link());
        }
    }

    /**
     * Opens a port by which {@code from} reaches a port of {@code to}.
     *
     * @throws WorldException if no port can be opened
     */
    int open(String from, String to, int targetPort) {
        try {
            ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
            open.add(socket);
            threads.execute(() -> accept(socket, link(from, to), link(to, from), targetPort));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new WorldException("the relay cannot open a port: " + e.getMessage(), e);
        }
    }

    private void accept(ServerSocket socket, Link there, Link back, int targetPort) {
        while (!closed) {
            try {
                Socket client = socket.accept();
                open.add(client);
                threads.execute(() -> connect(client, there, back, targetPort));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void connect(Socket client, Link there, Link back, int targetPort) {
        try {
            there.pass(0);
            back.passCuts();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), targetPort);
            open.add(server);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            threads.execute(() -> pump(server, client, back));
            pump(client, server, there);
        } catch (IOException e) {
            reset(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pump(Socket from, Socket to, Link link) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                link.pass(count);
                out.write(buffer, 0, count);
            }
            link.passCuts();
            to.shutdownOutput();
            if (from.isOutputShutdown()) {
                close(from);
                close(to);
            }
        } catch (IOException e) {
            reset(from);
            reset(to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes a connection so that its other end sees a reset. */
    private void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // The socket is closed already.
        }
        close(socket);
    }

    private void close(AutoCloseable resource) {
        open.remove(resource);
        try {
            resource.close();
        } catch (Exception e) {
            // The resource is of no use any more.
        }
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(this::close);
        threads.shutdownNow();
    }
}
