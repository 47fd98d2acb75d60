package dev.squall.world.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.squall.world.WorldException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RealTimelineTest {

    private final RealTimeline timeline = new RealTimeline();
    private final List<String> ran = new ArrayList<>();

    @Test
    void actionsRunInOrderOfTimeAndThoseOfOneTimeInTheOrderOfScheduling() {
        long soon = timeline.nowNanos() + TimeUnit.MILLISECONDS.toNanos(50);
        timeline.schedule(soon + 1, timeline::stop);
        timeline.schedule(soon, () -> ran.add("b"));
        timeline.schedule(soon, () -> ran.add("c"));
        timeline.schedule(0, () -> ran.add("a"));

        timeline.run();

        assertThat(ran).containsExactly("a", "b", "c");
        assertThat(timeline.nowNanos()).isGreaterThan(soon);
    }

    @Test
    void theActionThatStopsIsTheLast() {
        timeline.post(() -> {
            timeline.post(() -> ran.add("never"));
            timeline.stop();
        });

        timeline.run();

        assertThat(ran).isEmpty();
    }

    @Test
    void aTimelineThatWaitsCanBeStoppedFromAnotherThread() throws InterruptedException {
        timeline.schedule(Long.MAX_VALUE / 2, () -> ran.add("never"));
        Thread other = new Thread(timeline::stop);
        other.start();

        timeline.run();

        other.join();
        assertThat(ran).isEmpty();
    }

    @Test
    void whatAnActionThrowsEndsTheRun() {
        timeline.post(() -> {
            throw new WorldException("the world fails");
        });

        assertThatExceptionOfType(WorldException.class)
                .isThrownBy(timeline::run)
                .withMessage("the world fails");
    }
}
