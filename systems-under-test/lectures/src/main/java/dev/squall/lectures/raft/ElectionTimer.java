package dev.squall.lectures.raft;

import dev.squall.node.Environment;
import dev.squall.node.Timer;
import java.util.concurrent.TimeUnit;

/**
 * Runs an action when a random time has passed without a {@link #reset()}, which draws a new time. It uses the
 * monotonic clock, so steps of the wall clock cause no elections (lecture 3.1).
 *
 * <p>A reset comes with every message of a leader, so it only moves a deadline. The timer below fires at the old
 * deadline, and sleeps again if the deadline has moved.
 */
final class ElectionTimer {

    private final Environment environment;
    private final RaftOptions options;
    private final Runnable onTimeout;
    private Timer timer;
    private long deadlineNanos;

    ElectionTimer(Environment environment, RaftOptions options, Runnable onTimeout) {
        this.environment = environment;
        this.options = options;
        this.onTimeout = onTimeout;
    }

    /** Starts or restarts the timer. */
    void reset() {
        long timeoutMillis = options.electionTimeoutMillis();
        if (options.electionTimeoutSpreadMillis() > 0) {
            timeoutMillis += environment.random().nextLong(options.electionTimeoutSpreadMillis());
        }
        deadlineNanos = environment.monotonicNanos() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        if (timer == null) {
            timer = environment.setTimer(timeoutMillis, this::onTimer);
        }
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void onTimer() {
        long remainingNanos = deadlineNanos - environment.monotonicNanos();
        if (remainingNanos > 0) {
            // Rounded up, so that a rest below a millisecond does not fire at once again and again.
            long remainingMillis = TimeUnit.NANOSECONDS.toMillis(remainingNanos) + 1;
            timer = environment.setTimer(remainingMillis, this::onTimer);
        } else {
            timer = null;
            onTimeout.run();
        }
    }
}
