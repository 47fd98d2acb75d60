package dev.squall.lectures.logical.flawed;

import dev.squall.lectures.logical.ClockProgram;
import dev.squall.lectures.logical.LogicalClock;
import dev.squall.lectures.logical.VectorClock;
import java.util.Map;

/**
 * A vector clock that keeps only its own entry over a crash.
 *
 * <p>Flaw: the other entries say what the node had learned, and later events of the node depend on that (lecture 4.1).
 *
 * <p>Symptom: an event after a restart whose timestamp is not greater than that of an event before.
 *
 * <p>Trigger: killing and restarting a node that has received a message. No lost write is needed.
 */
public final class EntriesLostInCrash extends ClockProgram {

    @Override
    protected LogicalClock newClock() {
        return new VectorClock() {
            @Override
            protected Map<String, Long> recovered(String own, Map<String, Long> last) {
                return Map.of(own, last.get(own));
            }
        };
    }
}
