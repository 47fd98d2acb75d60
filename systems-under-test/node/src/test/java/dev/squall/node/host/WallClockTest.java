package dev.squall.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.node.wire.Control;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class WallClockTest {

    private static final Clock NOON = Clock.fixed(Instant.ofEpochSecond(43_200, 7), ZoneOffset.UTC);
    private static final long NOON_NANOS = 43_200_000_000_007L;
    private static final long HOUR_NANOS = 3_600_000_000_000L;

    private long monotonicNanos = Long.MAX_VALUE - 5;

    private final WallClock clock = new WallClock(NOON, () -> monotonicNanos);

    @Test
    void anUntouchedClockIsTrue() {
        monotonicNanos += HOUR_NANOS;

        assertThat(clock.nowNanos()).isEqualTo(NOON_NANOS);
    }

    @Test
    void driftStartsFromTheOffset() {
        clock.set(new Control.SquallClock(-1_000, 500_000_000));
        assertThat(clock.nowNanos()).isEqualTo(NOON_NANOS - 1_000);

        monotonicNanos += HOUR_NANOS;

        assertThat(clock.nowNanos()).isEqualTo(NOON_NANOS - 1_000 + HOUR_NANOS / 2);
    }

    @Test
    void offsetIsTheDifferenceOfTwoReadings() {
        ClockReading moved = ClockReading.of(() -> NOON_NANOS - HOUR_NANOS, () -> 5);
        ClockReading later = ClockReading.of(() -> NOON_NANOS + HOUR_NANOS, () -> HOUR_NANOS + 5);

        assertThat(moved.offsetFrom(later)).isEqualTo(-HOUR_NANOS);
    }

    @Property
    void resetClockIsTrueAgain(
            @ForAll @LongRange(min = -1_000_000_000_000_000L, max = 1_000_000_000_000_000L) long offsetNanos,
            @ForAll @LongRange(min = -1_000_000_000, max = 1_000_000_000) long ratePartsPerBillion) {
        clock.set(new Control.SquallClock(offsetNanos, ratePartsPerBillion));
        monotonicNanos += HOUR_NANOS;

        clock.set(new Control.SquallClock(0, 0));

        assertThat(clock.nowNanos()).isEqualTo(NOON_NANOS);
    }
}
