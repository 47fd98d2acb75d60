package dev.squall.world.realtime;

import dev.squall.world.Timeline;
import java.util.Comparator;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Timeline in real time. In addition to {@link Timeline}, any thread may {@link #post} an action; the threads that read
 * nodes' output use this. If an action throws an exception, {@link #run()} throws it too.
 */
public final class RealTimeline implements Timeline {

    private final DelayQueue<Scheduled> queue = new DelayQueue<>();
    private final AtomicLong count = new AtomicLong();
    private final long originNanos = System.nanoTime();
    private volatile boolean stopped;

    @Override
    public long nowNanos() {
        return System.nanoTime() - originNanos;
    }

    @Override
    public void schedule(long timeNanos, Runnable action) {
        queue.add(new Scheduled(timeNanos, count.getAndIncrement(), action));
    }

    /** Runs {@code action} as soon as possible, after earlier posts of the same thread. Thread-safe. */
    public void post(Runnable action) {
        schedule(nowNanos(), action);
    }

    @Override
    public void stop() {
        stopped = true;
        post(() -> {});
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                queue.take().action.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Scheduled implements Delayed {

        private static final Comparator<Scheduled> ORDER =
                Comparator.<Scheduled>comparingLong(it -> it.timeNanos).thenComparingLong(it -> it.number);

        private final long timeNanos;
        private final long number;
        private final Runnable action;

        Scheduled(long timeNanos, long number, Runnable action) {
            this.timeNanos = timeNanos;
            this.number = number;
            this.action = action;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(timeNanos - nowNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return ORDER.compare(this, (Scheduled) other);
        }
    }
}
