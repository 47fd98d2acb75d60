package dev.squall.mutate.worker;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Watchdog over the runs on one thread. It measures the processor time of the thread, so that a busy machine does not
 * change a verdict. A run also ends if the whole process, with its garbage collector, takes several times as long, or
 * if the run waits without end. Thread-safe.
 */
final class Watchdog {

    private static final long CHECK_INTERVAL_MILLIS = 20;
    private static final int PROCESS_FACTOR = 4;
    private static final int ELAPSED_FACTOR = 100;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final long watched = Thread.currentThread().getId();
    private final long limitNanos;
    private final Runnable onTimeOut;
    private boolean running;
    private long threadStartNanos;
    private long processStartNanos;
    private long startNanos;

    /**
     * Watches the calling thread.
     *
     * @param onTimeOut called on another thread, at most once; no run begins or ends meanwhile
     */
    Watchdog(long limitNanos, Runnable onTimeOut) {
        this.limitNanos = limitNanos;
        this.onTimeOut = onTimeOut;
        Thread thread = new Thread(this::watch, "watchdog");
        thread.setDaemon(true);
        thread.start();
    }

    /** Marks the beginning of a run. */
    synchronized void begin() {
        threadStartNanos = threads.getThreadCpuTime(watched);
        processStartNanos = process.getProcessCpuTime();
        startNanos = System.nanoTime();
        running = true;
    }

    /** Marks the end of a run. */
    synchronized void end() {
        running = false;
    }

    private synchronized void watch() {
        try {
            while (!isOver()) {
                wait(CHECK_INTERVAL_MILLIS);
            }
            onTimeOut.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOver() {
        return running
                && (threads.getThreadCpuTime(watched) - threadStartNanos > limitNanos
                        || process.getProcessCpuTime() - processStartNanos > PROCESS_FACTOR * limitNanos
                        || System.nanoTime() - startNanos > ELAPSED_FACTOR * limitNanos);
    }
}
