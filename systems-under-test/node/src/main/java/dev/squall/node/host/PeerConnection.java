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
 * One connection of a {@link PeerLink}. The sender introduces itself with one line: its name, its life, and the number
 * of this connection to the peer. The peer answers with an empty line, and acknowledges each further line with an empty
 * one. If an acknowledgement is late by {@link PeerLink#PATIENCE_MILLIS}, the connection ends.
 */
final class PeerConnection {

    private static final int CONNECT_MILLIS_MAX = 200;
    private static final int CHECK_MILLIS = 50;

    private final Socket socket;
    private final OutputStream out;
    /** Times at which the unacknowledged lines were sent, oldest first. */
    private final ConcurrentLinkedQueue<Long> unacknowledged = new ConcurrentLinkedQueue<>();

    private PeerConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
    }

    /** @throws IOException if the peer cannot be reached, or does not answer the introduction in time */
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

    /** Sends a line. Returns true if the operating system took the line. */
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
                    // A silent peer is an error only if a line waits for its acknowledgement.
                }
            }
        } catch (IOException e) {
            // The connection has ended. The sender notices this itself.
        } finally {
            close();
        }
    }

    private boolean isInTime() {
        Long oldest = unacknowledged.peek();
        return oldest == null || System.nanoTime() - oldest < TimeUnit.MILLISECONDS.toNanos(PeerLink.PATIENCE_MILLIS);
    }

    /**
     * Closes the connection and drops lines that are still on their way. Lines sent later would hide the loss from this
     * node.
     */
    void close() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // This node treats the connection as closed even if closing fails.
        }
    }
}
