package dev.squall.lectures.detectors.flawed;

import dev.squall.lectures.detectors.DetectorOptions;
import dev.squall.lectures.detectors.DetectorProgram;
import dev.squall.lectures.detectors.EventuallyPerfectDetector;
import dev.squall.lectures.detectors.FailureDetector;
import dev.squall.node.Environment;
import java.util.Map;
import java.util.TreeMap;

/**
 * The eventually perfect failure detector in an asynchronous system. The detector itself is sound. Each heartbeat takes
 * longer than the previous heartbeat, and the delays grow without bound.
 *
 * <p>Flaw: delays have no bound that growing timeouts could exceed (lecture 2.4). Delays grow with the square of the
 * number of heartbeats here. So the silence between two heartbeats outgrows timeouts that grow in equal steps.
 *
 * <p>Symptom: live nodes that are suspected again and again, however long the timeouts are.
 *
 * <p>Trigger: the passage of time. No fault is needed.
 */
public final class Asynchronous extends DetectorProgram.EventuallyPerfect {

    private static final long DELAY_MILLIS_MIN = 30;
    private static final long DELAY_MILLIS_MAX = 60;

    @Override
    protected FailureDetector newDetector(Environment environment, DetectorOptions options) {
        return new EventuallyPerfectDetector(environment, options) {

            private final Map<String, Long> sentCount = new TreeMap<>();
            /** Delay of the first heartbeat on each link. The delays of the links differ. */
            private final Map<String, Long> firstDelayMillis = new TreeMap<>();

            @Override
            protected void sendHeartbeat(String to) {
                long count = sentCount.merge(to, 1L, Long::sum);
                long first = firstDelayMillis.computeIfAbsent(
                        to, node -> environment.random().nextLong(DELAY_MILLIS_MIN, DELAY_MILLIS_MAX));
                environment.setTimer(first * count * count, () -> super.sendHeartbeat(to));
            }
        };
    }
}
