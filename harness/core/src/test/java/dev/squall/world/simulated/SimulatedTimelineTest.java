package dev.squall.world.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SimulatedTimelineTest {

    private final SimulatedTimeline timeline = new SimulatedTimeline();

    @Property
    void actionsRunInOrderOfTimeAndThenOfScheduling(
            @ForAll @Size(max = 3_000) List<@LongRange(max = 50) Long> timesNanos) {
        SimulatedTimeline fresh = new SimulatedTimeline();
        List<Integer> ran = new ArrayList<>();
        for (int i = 0; i < timesNanos.size(); i++) {
            int number = i;
            fresh.schedule(timesNanos.get(i), () -> {
                assertThat(fresh.nowNanos()).isEqualTo(timesNanos.get(number));
                ran.add(number);
            });
        }
        fresh.run();

        // The sort is stable: equal times stay in the order of scheduling.
        assertThat(ran)
                .isEqualTo(IntStream.range(0, timesNanos.size())
                        .boxed()
                        .sorted(Comparator.comparing(timesNanos::get))
                        .toList());
    }

    @Property
    void whatActionsScheduleRunsInOrderToo(@ForAll @Size(max = 500) List<@LongRange(max = 50) Long> delaysNanos) {
        SimulatedTimeline fresh = new SimulatedTimeline();
        List<Long> dueNanos = new ArrayList<>();
        List<Long> ranNanos = new ArrayList<>();
        for (long delayNanos : delaysNanos) {
            fresh.schedule(delayNanos, () -> {
                long due = fresh.nowNanos() + delayNanos;
                dueNanos.add(due);
                fresh.schedule(due, () -> {
                    assertThat(fresh.nowNanos()).isEqualTo(due);
                    ranNanos.add(due);
                });
            });
        }
        fresh.run();

        assertThat(ranNanos).isEqualTo(dueNanos.stream().sorted().toList());
    }

    @Test
    void timeStandsStillWhileAnActionRuns() {
        timeline.schedule(5, () -> {
            timeline.schedule(9, () -> {});
            assertThat(timeline.nowNanos()).isEqualTo(5);
        });
        timeline.run();
        assertThat(timeline.nowNanos()).isEqualTo(9);
    }

    @Test
    void anActionForAPastTimeRunsNowAfterThoseThatWereScheduledBefore() {
        List<String> ran = new ArrayList<>();
        timeline.schedule(5, () -> {
            timeline.schedule(3, () -> ran.add("late, at " + timeline.nowNanos()));
            ran.add("first");
        });
        timeline.schedule(5, () -> ran.add("second"));
        timeline.run();

        assertThat(ran).containsExactly("first", "second", "late, at 5");
    }

    @Test
    void theActionThatStopsTheTimelineIsTheLast() {
        List<String> ran = new ArrayList<>();
        timeline.schedule(1, () -> {
            timeline.stop();
            timeline.schedule(1, () -> ran.add("after the stop"));
            ran.add("stopping");
        });
        timeline.schedule(1, () -> ran.add("same time"));
        timeline.run();

        assertThat(ran).containsExactly("stopping");
    }

    @Test
    void aTimelineWithNothingToDoEnds() {
        timeline.run();
        assertThat(timeline.nowNanos()).isZero();
    }
}
