package dev.squall.world.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SimulatedClockTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;

    private final SimulatedClock clock = new SimulatedClock();

    @Test
    void aClockThatNobodyMovedIsTrue() {
        assertThat(clock.offsetNanos(5 * DAY)).isZero();
        assertThat(clock.wallNanos(5 * DAY)).isEqualTo(SimulatedClock.EPOCH_NANOS + 5 * DAY);
    }

    @Test
    void aBumpStaysWhatItIs() {
        clock.set(-3 * SECOND, 0, 10 * SECOND);
        assertThat(clock.offsetNanos(10 * SECOND)).isEqualTo(-3 * SECOND);
        assertThat(clock.wallNanos(DAY)).isEqualTo(SimulatedClock.EPOCH_NANOS + DAY - 3 * SECOND);
    }

    @Test
    void aDriftGrowsFromTheTimeAtWhichItWasSet() {
        clock.set(SECOND, 1_000_000, 10 * SECOND);
        assertThat(clock.offsetNanos(10 * SECOND)).isEqualTo(SECOND);
        assertThat(clock.offsetNanos(20 * SECOND)).isEqualTo(SECOND + 10_000_000);
    }

    @Property
    void aDriftIsExactToTwoNanosecondsOverDays(
            @ForAll @LongRange(min = -500_000_000, max = 500_000_000) long ratePartsPerBillion,
            @ForAll @LongRange(max = 1_000 * DAY) long elapsedNanos) {
        SimulatedClock fresh = new SimulatedClock();
        fresh.set(0, ratePartsPerBillion, 0);
        long exact = BigInteger.valueOf(elapsedNanos)
                .multiply(BigInteger.valueOf(ratePartsPerBillion))
                .divide(BigInteger.valueOf(SECOND))
                .longValueExact();
        assertThat(fresh.offsetNanos(elapsedNanos)).isBetween(exact - 2, exact + 2);
    }

    @Property
    void aDriftingClockNeverRunsBackwards(
            @ForAll @LongRange(min = -500_000_000, max = 500_000_000) long ratePartsPerBillion,
            @ForAll @LongRange(max = 10 * DAY) long nowNanos,
            @ForAll @LongRange(max = SECOND) long laterNanos) {
        SimulatedClock fresh = new SimulatedClock();
        fresh.set(0, ratePartsPerBillion, 0);
        assertThat(fresh.wallNanos(nowNanos + laterNanos)).isGreaterThanOrEqualTo(fresh.wallNanos(nowNanos));
    }
}
