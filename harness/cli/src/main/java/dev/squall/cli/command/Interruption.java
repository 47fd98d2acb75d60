package dev.squall.cli.command;

import dev.squall.run.RunGroup;
import dev.squall.world.WorldException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Handler of Ctrl-C and termination signals during long work. The handler asks the work to stop, waits until its
 * records are written, and prints a final message. The JVM then ends with the signal's exit code.
 *
 * <p>Only one of the two reports the end, the work or the interruption: the first to call {@link #claim}.
 */
public final class Interruption implements AutoCloseable {

    /** Exit code after an interruption: 128 plus the number of SIGINT, as in shells. */
    public static final int EXIT_CODE = 130;

    private static final long GRACE_SECONDS = 10;

    private final Runnable stop;
    private final Runnable farewell;
    private final CountDownLatch happened = new CountDownLatch(1);
    private final CountDownLatch recorded = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onSignal, "interruption");
    private boolean claimed;

    /**
     * @param stop requests an early end of the work; called from another thread
     * @param farewell reports the interruption after all records are written; called from another thread
     * @throws WorldException if the JVM is already shutting down
     */
    public Interruption(Runnable stop, Runnable farewell) {
        this.stop = stop;
        this.farewell = farewell;
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            throw new WorldException("interrupted before anything had begun", e);
        }
    }

    private void onSignal() {
        try {
            if (claim()) {
                happened.countDown();
                stop.run();
                recorded.await(GRACE_SECONDS, TimeUnit.SECONDS);
                farewell.run();
            } else {
                closed.await(GRACE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean happened() {
        return happened.getCount() == 0;
    }

    /** Signals that the work has stopped and its records are written. */
    void recorded() {
        recorded.countDown();
    }

    /** Returns true for the first caller only; only this caller reports the end of the work. */
    public synchronized boolean claim() {
        boolean first = !claimed;
        claimed = true;
        return first;
    }

    /**
     * Claims the report like {@link #claim}, for work that failed. Waits briefly first, since the failure may result
     * from an interruption.
     */
    boolean claimFailure() {
        try {
            boolean interrupted = happened.await(RunGroup.SIGNAL_LAG_MILLIS, TimeUnit.MILLISECONDS);
            return !interrupted && claim();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return claim();
        }
    }

    @Override
    public void close() {
        recorded();
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is shutting down, so the hook already runs and cannot be removed.
        }
    }
}
