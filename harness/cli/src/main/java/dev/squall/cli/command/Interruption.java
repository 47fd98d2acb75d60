package dev.squall.cli.command;

import dev.squall.run.RunGroup;
import dev.squall.world.WorldException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends long work on Ctrl-C or a termination signal: asks it to stop, waits until what it recorded is written, and says
 * farewell. The JVM then ends with the signal's own exit code.
 *
 * <p>Either the work tells what came of it, or the interruption is told, never both: whichever calls {@link #claim}
 * first.
 */
public final class Interruption implements AutoCloseable {

    /** 128 and the number of SIGINT, as shells have it. */
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
     * @param stop asks the work to end early; called from another thread
     * @param farewell tells of the interruption when all is recorded; called from another thread
     * @throws WorldException if the JVM is ending already
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

    /** The work has stopped, and all that it recorded is written. */
    void recorded() {
        recorded.countDown();
    }

    /** Answers true to the first caller alone: it may tell how the work ended. */
    public synchronized boolean claim() {
        boolean first = !claimed;
        claimed = true;
        return first;
    }

    /** As {@link #claim}, for work that failed: perhaps only because it was interrupted, a moment ago. */
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
            // The JVM has begun to end: the hook runs, and finds that nothing keeps it.
        }
    }
}
