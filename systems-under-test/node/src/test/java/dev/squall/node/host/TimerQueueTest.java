package dev.squall.node.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.squall.node.Timer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimerQueueTest {

    private static final long MILLI_NANOS = 1_000_000;

    /** A value near the overflow of the monotonic clock, whose origin is arbitrary. */
    private static final long ORIGIN = Long.MAX_VALUE - 3 * MILLI_NANOS;

    private final TimerQueue timers = new TimerQueue(ORIGIN);
    private final List<String> ran = new ArrayList<>();

    @Test
    void timersRunOnceByDeadlineThenBySetting() {
        timers.set(ORIGIN, 5, () -> ran.add("later"));
        timers.set(ORIGIN, 2, () -> ran.add("first"));
        timers.set(ORIGIN + MILLI_NANOS, 1, () -> ran.add("second"));

        assertThat(timers.waitNanos(ORIGIN)).isEqualTo(2 * MILLI_NANOS);
        for (int i = 0; i < 4; i++) {
            timers.runNextDue(ORIGIN + 4 * MILLI_NANOS);
        }
        assertThat(ran).containsExactly("first", "second");
        timers.runNextDue(ORIGIN + 5 * MILLI_NANOS);
        assertThat(ran).containsExactly("first", "second", "later");
        assertThat(timers.waitNanos(ORIGIN)).isEqualTo(TimerQueue.FOREVER_NANOS);
    }

    @Test
    void cancelledTimerDoesNotRun() {
        Timer cancelled = timers.set(ORIGIN, 1, () -> ran.add("cancelled"));
        Timer kept = timers.set(ORIGIN, 1, () -> ran.add("kept"));

        cancelled.cancel();
        timers.runNextDue(ORIGIN + MILLI_NANOS);
        kept.cancel();

        assertThat(ran).containsExactly("kept");
    }

    @Test
    void aDelayBeyondAllTimeIsForever() {
        timers.set(ORIGIN, Long.MAX_VALUE, () -> ran.add("never"));

        timers.runNextDue(ORIGIN + 4 * MILLI_NANOS);

        assertThat(ran).isEmpty();
    }

    @Test
    void aNegativeDelayIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> timers.set(ORIGIN, -1, () -> {}))
                .withMessageContaining("expected at least 0");
    }
}
