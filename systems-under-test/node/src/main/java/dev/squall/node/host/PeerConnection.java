package dev.squall.node.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * One connection of a {@link PeerLink}. The sender introduces itself with a line: its name, its life, and which of its
 * connections to this peer this is. The peer welcomes it with an empty line, and then answers each line with an empty
 * one. A peer that is late with that by {@link PeerLink#PATIENCE_MILLIS} is taken for gone, which ends the connection.
 */
final class PeerConnection {

    private static final int CONNECT_MILLIS_MAX = 200;
    private static final int CHECK_MILLIS = 50;

    private final Socket socket;
    private final OutputStream out;
    /** When each line was sent that is not acknowledged yet. */
    private final ConcurrentLinkedQueue<Long> unacknowledged = new ConcurrentLinkedQueue<>();

    private PeerConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
    }

    /** @throws IOException if the peer cannot be reached, or does not welcome in time */
    static PeerConnection open(InetSocketAddress address, String introduction) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, CONNECT_MILLIS_MAX);
            socket.setSoTimeout(CONNECT_MILLIS_MAX);
            PeerConnection connection = new PeerConnection(socket);
            connection.introduce(introduction);
            return connection;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void introduce(String introduction) throws IOException {
        out.write(introduction.getBytes(StandardCharsets.UTF_8));
        if (socket.getInputStream().read() != '\n') {
            throw new IOException("no welcome");
        }
        socket.setSoTimeout(CHECK_MILLIS);
        Thread acknowledgements = new Thread(this::readAcknowledgements, "from " + socket.getInetAddress());
        acknowledgements.setDaemon(true);
        acknowledgements.start();
    }

    /** Answers whether the line was handed to the operating system. */
    boolean send(byte[] line) {
        if (socket.isClosed()) {
            return false;
        }
        try {
            unacknowledged.add(System.nanoTime());
            out.write(line);
            return true;
        } catch (IOException e) {
            close();
            return false;
        }
    }

    private void readAcknowledgements() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            while (isInTime()) {
                try {
                    if (in.read() < 0) {
                        return;
                    }
                    unacknowledged.poll();
                } catch (SocketTimeoutException e) {
                    // Nothing came for a while, which is wrong only if something was sent.
                }
            }
        } catch (IOException e) {
            // The end of the connection, which the sender notices by itself.
        } finally {
            close();
        }
    }

    private boolean isInTime() {
        Long oldest = unacknowledged.peek();
        return oldest == null || System.nanoTime() - oldest < TimeUnit.MILLISECONDS.toNanos(PeerLink.PATIENCE_MILLIS);
    }

    /** What is still on its way is given up, not sent on behind this node's back. */
    void close() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is closed for this node all the same.
        }
    }
}
