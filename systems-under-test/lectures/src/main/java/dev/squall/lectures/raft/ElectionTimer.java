package dev.squall.lectures.raft;

import dev.squall.node.Environment;
import dev.squall.node.Timer;
import java.util.concurrent.TimeUnit;

/**
 * Timer that runs an action after a random time without a {@link #reset()}. Each reset draws a new random time. The
 * timer uses the monotonic clock, so steps of the wall clock cause no elections (lecture 3.1).
 *
 * <p>Every message of a leader resets the timer, so a reset must be cheap and only moves a deadline. The underlying
 * timer fires at the old deadline, and is set again if the deadline has moved.
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
            // Rounding up prevents repeated timers of 0 ms when less than a millisecond remains.
            long remainingMillis = TimeUnit.NANOSECONDS.toMillis(remainingNanos) + 1;
            timer = environment.setTimer(remainingMillis, this::onTimer);
        } else {
            timer = null;
            onTimeout.run();
        }
    }
}
