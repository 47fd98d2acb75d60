package dev.squall.lectures.spanner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.lectures.spanner.TrueTime.Interval;
import dev.squall.testkit.VirtualCluster;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TrueTimeTest {

    private static VirtualCluster cluster(long seed) {
        return VirtualCluster.of(new SpannerProgram())
                .size(1)
                .seed(seed)
                .playing("n1")
                .start();
    }

    private static TrueTime started(VirtualCluster cluster, long epsilonNanos) {
        TrueTime trueTime = new TrueTime(cluster.environment("n1"), epsilonNanos);
        trueTime.start();
        return trueTime;
    }

    @Property(tries = 200)
    void intervalContainsTrueTime(
            @ForAll long seed,
            @ForAll @LongRange(min = 0, max = 1_000_000_000L) long epsilonNanos,
            @ForAll @IntRange(min = 0, max = 5_000) int millis) {
        VirtualCluster cluster = cluster(seed);
        TrueTime trueTime = started(cluster, epsilonNanos);
        cluster.run(millis);

        Interval interval = trueTime.now();
        long trueNanos = cluster.environment("n1").monotonicNanos();

        assertThat(trueNanos).isBetween(interval.earliest(), interval.latest());
        assertThat(interval.latest() - interval.earliest()).isEqualTo(2 * epsilonNanos);
    }

    @Property(tries = 200)
    void timestampHasPassedOnlyAfterTrueTime(@ForAll long seed, @ForAll @IntRange(min = 0, max = 3_000) int millis) {
        VirtualCluster cluster = cluster(seed);
        TrueTime trueTime = started(cluster, 20_000_000L);
        long timestamp = trueTime.now().latest();
        cluster.run(millis);

        if (trueTime.after(timestamp)) {
            assertThat(cluster.environment("n1").monotonicNanos()).isGreaterThan(timestamp);
        }
        cluster.run(1_000);
        assertThat(trueTime.after(timestamp)).isTrue();
    }

    @Test
    void clocksOfTwoLivesDiffer() {
        VirtualCluster cluster = cluster(1);
        TrueTime first = started(cluster, 20_000_000L);
        TrueTime second = started(cluster, 20_000_000L);
        cluster.run(500);

        assertThat(first.now()).isNotEqualTo(second.now());
    }
}
