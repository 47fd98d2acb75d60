package dev.squall.world.docker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Waits in all ways that Java has, and prints how long each wait took by the monotonic clock. */
public final class TimerTrial {

    /** Length of each wait. */
    static final long WAIT_MILLIS = 200;
    /** Prefix of the names of waits until a time of the wall clock. They follow that clock. */
    static final String BY_THE_WALL_CLOCK = "until";

    @FunctionalInterface
    private interface Wait {
        void run() throws Exception;
    }

    private TimerTrial() {}

    public static void main(String[] arguments) throws Exception {
        for (Map.Entry<String, Wait> each : waits().entrySet()) {
            long before = System.nanoTime();
            each.getValue().run();
            System.out.println(each.getKey() + " " + (System.nanoTime() - before));
        }
        System.out.println("wall " + System.currentTimeMillis());
        System.exit(0);
    }

    private static Map<String, Wait> waits() {
        Map<String, Wait> waits = new LinkedHashMap<>();
        ReentrantLock lock = new ReentrantLock();
        Condition condition = lock.newCondition();
        waits.put("Thread.sleep", () -> Thread.sleep(WAIT_MILLIS));
        waits.put("Object.wait", () -> {
            synchronized (lock) {
                lock.wait(WAIT_MILLIS);
            }
        });
        waits.put("parkNanos", () -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(WAIT_MILLIS)));
        waits.put("untilPark", () -> LockSupport.parkUntil(System.currentTimeMillis() + WAIT_MILLIS));
        waits.put("Condition.await", () -> {
            lock.lock();
            condition.await(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        });
        waits.put(
                "untilCondition",
                () -> condition.awaitUntil(new java.util.Date(System.currentTimeMillis() + WAIT_MILLIS)));
        waits.put("poll", () -> new LinkedBlockingQueue<>().poll(WAIT_MILLIS, TimeUnit.MILLISECONDS));
        waits.put("latch", () -> new CountDownLatch(1).await(WAIT_MILLIS, TimeUnit.MILLISECONDS));
        waits.put("schedule", TimerTrial::schedule);
        waits.put("delayedExecutor", () -> CompletableFuture.runAsync(
                        () -> {}, CompletableFuture.delayedExecutor(WAIT_MILLIS, TimeUnit.MILLISECONDS))
                .get());
        return waits;
    }

    private static void schedule() throws Exception {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        executor.schedule(() -> {}, WAIT_MILLIS, TimeUnit.MILLISECONDS).get();
        executor.shutdown();
    }
}
