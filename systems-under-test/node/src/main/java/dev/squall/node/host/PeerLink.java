package dev.squall.node.host;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * The sending end of the link to one peer: a queue of bounded length and age, and a thread that keeps a connection.
 *
 * <p>If the peer does not acknowledge in time, the link drops the connection and opens a new one. So a link works again
 * soon after a partition heals, while TCP alone would wait for seconds. Messages sent during the partition are not
 * delivered afterwards.
 */
final class PeerLink extends Thread {

    /** Longest time that a message waits to be sent, and that a sent message waits for its acknowledgement. */
    static final long PATIENCE_MILLIS = 500;

    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    private static final int QUEUED_MAX = 1 << 12;
    private static final long RETRY_MILLIS = 20;

    private final String nodeId;
    private final int life;
    private final InetSocketAddress address;
    private final LongConsumer lost;
    private final BlockingQueue<Frame> queue = new ArrayBlockingQueue<>(QUEUED_MAX);
    private PeerConnection connection;
    private long connections;
    private long lastDueNanos = System.nanoTime();

    /** A queued message with the time at which to send it. */
    private record Frame(long number, String line, long dueNanos) {

        boolean isExpired() {
            return System.nanoTime() - dueNanos > PATIENCE_NANOS;
        }

        void awaitDue() throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(dueNanos - System.nanoTime());
        }

        byte[] bytes() {
            return (number + " " + line + "\n").getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * @param life the number of this node's life
     * @param lost accepts, on any thread, the number of each message that will certainly not be received
     */
    PeerLink(String nodeId, int life, String peer, InetSocketAddress address, LongConsumer lost) {
        super("to " + peer);
        setDaemon(true);
        this.nodeId = nodeId;
        this.life = life;
        this.address = address;
        this.lost = lost;
    }

    /**
     * Sends a message or drops it. Never blocks.
     *
     * @param delayNanos delay of this message, and of the messages sent after it
     */
    synchronized void offer(long number, String line, long delayNanos) {
        long now = System.nanoTime();
        lastDueNanos = lastDueNanos - now > delayNanos ? lastDueNanos : now + delayNanos;
        if (!queue.offer(new Frame(number, line, lastDueNanos))) {
            lost.accept(number);
        }
    }

    @Override
    public void run() {
        try {
            while (true) {
                transmit(queue.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void transmit(Frame frame) throws InterruptedException {
        frame.awaitDue();
        while (!frame.isExpired()) {
            if (connection != null && connection.send(frame.bytes())) {
                return;
            }
            if (!connect()) {
                Thread.sleep(RETRY_MILLIS);
            }
        }
        lost.accept(frame.number());
    }

    private boolean connect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
        try {
            connection = PeerConnection.open(address, nodeId + " " + life + " " + connections++ + "\n");
            return true;
        } catch (IOException e) {
            // The peer may be down or partitioned. The link tries again until the message is too old.
            return false;
        }
    }
}
