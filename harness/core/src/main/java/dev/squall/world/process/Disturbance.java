package dev.squall.world.process;

import dev.squall.fault.PacketFault;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Disturbance of a relay's connections by one fault. A transfer is what one read from a connection returned, or the
 * opening of a connection. A delayed transfer holds back those after it on its connection. Thread-safe.
 */
final class Disturbance {

    private static final int PER_CENT_MAX = 100;
    private static final int KIBIBYTE = 1 << 10;

    private final PacketFault fault;
    private final SplittableRandom random;
    private boolean lifted;
    private long effects;

    Disturbance(PacketFault fault) {
        this.fault = fault;
        this.random = new SplittableRandom(fault.seed());
    }

    /**
     * Passes a transfer on: waits, or fails, or does nothing.
     *
     * @param bytes size of the transfer; 0 for the opening of a connection
     * @throws IOException if the connection must be reset
     */
    synchronized void pass(int bytes) throws IOException, InterruptedException {
        boolean isSpared = fault.kind() == PacketFault.Kind.BANDWIDTH && bytes == 0;
        if (lifted || isSpared || random.nextInt(PER_CENT_MAX) >= fault.perCent()) {
            return;
        }
        effects++;
        if (fault.kind() == PacketFault.Kind.RESET) {
            throw new IOException("reset by a fault");
        }
        long deadline = System.nanoTime() + waitNanos(bytes);
        for (long left = deadline - System.nanoTime(); !lifted && left > 0; left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    private long waitNanos(int bytes) {
        return switch (fault.kind()) {
            case DELAY -> 1 + random.nextLong(fault.delayNanos());
            case SLOWNESS -> fault.delayNanos();
            case BANDWIDTH -> (bytes + KIBIBYTE - 1) / KIBIBYTE * fault.delayNanos();
            case STALL -> TimeUnit.DAYS.toNanos(1);
            default -> throw new IllegalStateException(fault.kind() + " does not delay");
        };
    }

    /** Returns the number of transfers that were disturbed so far. */
    synchronized long effects() {
        return effects;
    }

    /** Ends the disturbance, also of the transfers that wait. Returns the number of transfers that it disturbed. */
    synchronized long lift() {
        lifted = true;
        notifyAll();
        return effects;
    }
}
