package dev.squall.lectures.logical.flawed;

import dev.squall.lectures.logical.ClockProgram;
import dev.squall.lectures.logical.LogicalClock;
import dev.squall.lectures.logical.VectorClock;
import java.util.Map;

/**
 * A vector clock that loses the entries of all other nodes in a crash.
 *
 * <p>Flaw: the other entries count the events that the node has learnt of, and later events of the node causally follow
 * these events (lecture 4.1).
 *
 * <p>Symptom: an event after a restart with a timestamp that is not greater than the timestamp of an earlier event.
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
