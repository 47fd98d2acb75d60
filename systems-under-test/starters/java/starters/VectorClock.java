package starters;

import dev.squall.lectures.logical.ClockProgram;
import dev.squall.lectures.logical.LogicalClock;
import java.util.Map;
import java.util.TreeMap;

/** Exercise: a vector clock (lecture 4.1). Event a happened before event b exactly if V(a) is less than V(b). */
public final class VectorClock implements LogicalClock {

    public static final class Program extends Starters.Program {
        public Program() {
            super(new ClockProgram() {
                @Override
                protected LogicalClock newClock() {
                    return new VectorClock();
                }
            });
        }
    }

    /** The vector, by node. An entry that is missing counts as 0. */
    private final Map<String, Long> T = new TreeMap<>();

    private String i;

    /** On initialisation: T := (0, ..., 0). After a crash T continues with the last timestamp. */
    @Override
    public void initialise(String nodeId, Object last) {
        i = nodeId;
        if (last instanceof Map<?, ?> vector) {
            vector.forEach((node, count) -> T.put((String) node, (Long) count));
        }
    }

    /** On any event at this node. Returns its timestamp: a copy of T, because a timestamp must never change. */
    @Override
    public Object onEvent() {
        throw new Starters.NotWritten("onEvent: advance T[i], and return a copy of T");
    }

    /** On request to send a message. Returns the timestamp of the sending, which goes with the message. */
    @Override
    public Object onRequestToSend() {
        throw new Starters.NotWritten("onRequestToSend: advance T[i], and return a copy of T");
    }

    /** On receiving a message with timestamp T'. Returns the timestamp of the receipt. */
    @Override
    public Object onReceiving(Object timestamp) {
        throw new Starters.NotWritten("onReceiving: merge T' into T, advance T[i], and return a copy of T");
    }
}
