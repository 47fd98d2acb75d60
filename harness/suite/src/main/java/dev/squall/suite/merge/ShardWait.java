package dev.squall.suite.merge;

import dev.squall.world.WorldException;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Waiting for the shards of a suite run that other machines carry out.
 *
 * @param search the search for the shards; its number of shards must be known
 * @param nanoTime returns a monotonic time in nanoseconds
 * @param pause called between two looks at the folders
 */
public record ShardWait(ShardSearch search, LongSupplier nanoTime, Pause pause) {

    private static final long PAUSE_MILLIS = 5_000;

    /** A pause of the calling thread. */
    @FunctionalInterface
    public interface Pause {

        void forMillis(long millis) throws InterruptedException;
    }

    /** Returns a wait by the machine's clock. */
    public static ShardWait of(ShardSearch search) {
        return new ShardWait(search, System::nanoTime, Thread::sleep);
    }

    /**
     * Waits until all shards are {@linkplain ShardSearch#settled() settled}.
     *
     * @param maxNanos longest time to wait
     * @param onProgress receives the number of settled shards after each look
     * @return true if all are settled, false if the time is up
     * @throws WorldException if a folder cannot be read, or if the thread is interrupted
     */
    public boolean await(long maxNanos, IntConsumer onProgress) {
        int shards = search.count().orElseThrow();
        long start = nanoTime.getAsLong();
        while (true) {
            int settled = search.settled();
            onProgress.accept(settled);
            if (settled >= shards) {
                return true;
            }
            long leftMillis = (maxNanos - (nanoTime.getAsLong() - start)) / 1_000_000;
            if (leftMillis <= 0) {
                return false;
            }
            try {
                pause.forMillis(Math.min(PAUSE_MILLIS, leftMillis));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new WorldException("the wait for the shards was interrupted", e);
            }
        }
    }
}
