package dev.squall.lectures.clocks;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DisciplinedClockTest {

    private static final long SECOND = 1_000_000_000L;

    private final DisciplinedClock clock = new DisciplinedClock();

    @Test
    void smallOffsetIsSlewedAt500PartsPerMillion() {
        assertThat(clock.adjust(100_000_000, 10 * SECOND)).isEqualTo("slew");

        assertThat(clock.at(10 * SECOND)).isEqualTo(10 * SECOND);
        assertThat(clock.at(110 * SECOND)).isEqualTo(110 * SECOND + 50_000_000);
        assertThat(clock.at(1_000 * SECOND)).isEqualTo(1_000 * SECOND + 100_000_000);
    }

    @Test
    void largerOffsetIsStepped() {
        assertThat(clock.adjust(-DisciplinedClock.STEP_NANOS_MIN, SECOND)).isEqualTo("step");

        assertThat(clock.at(SECOND)).isEqualTo(SECOND - DisciplinedClock.STEP_NANOS_MIN);
    }

    @Test
    void hugeOffsetIsLeftToAHuman() {
        assertThat(clock.adjust(DisciplinedClock.PANIC_NANOS_MIN, SECOND)).isEqualTo("panic");

        assertThat(clock.at(2 * SECOND)).isEqualTo(2 * SECOND);
    }

    @Test
    void thresholdsAreTheLecturesOwn() {
        assertThat(clock.adjust(124_999_999, 0)).isEqualTo("slew");
        assertThat(clock.adjust(125_000_000, 0)).isEqualTo("step");
        assertThat(clock.adjust(999_999_999_999L, 0)).isEqualTo("step");
        assertThat(clock.adjust(-1_000_000_000_000L, 0)).isEqualTo("panic");
    }

    @Test
    void clockThatIsSlewedBackStandsStillAtWorst() {
        clock.adjust(-100_000_000, 0);

        for (long time = 1_000_000 - 3_000; time <= 1_000_000 + 3_000; time++) {
            assertThat(clock.at(time)).isGreaterThanOrEqualTo(clock.at(time - 1));
        }
    }

    @Property(tries = 500)
    void slewedClockNeverRunsBackwards(
            @ForAll @LongRange(min = -124_999_999, max = 124_999_999) long offset,
            @ForAll @LongRange(min = -124_999_999, max = 124_999_999) long nextOffset,
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long until,
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long later) {
        DisciplinedClock slewed = new DisciplinedClock();
        slewed.adjust(offset, 0);
        long first = slewed.at(until);
        slewed.adjust(nextOffset, until);

        assertThat(first).isNotNegative();
        assertThat(slewed.at(until)).isEqualTo(first);
        assertThat(slewed.at(until + later)).isGreaterThanOrEqualTo(first);
    }
}
