package starters;

import dev.squall.lectures.logical.ClockProgram;
import dev.squall.lectures.logical.LogicalClock;

/** Exercise: a Lamport clock (lecture 4.1). If event a happened before event b, then L(a) is less than L(b). */
public final class LamportClock implements LogicalClock {

    public static final class Program extends Starters.Program {
        public Program() {
            super(new ClockProgram() {
                @Override
                protected LogicalClock newClock() {
                    return new LamportClock();
                }
            });
        }
    }

    private long t;

    /** On initialisation: t := 0. After a crash t continues with the last timestamp. */
    @Override
    public void initialise(String nodeId, Object last) {
        t = last == null ? 0 : (Long) last;
    }

    /** On any event at this node. Returns its timestamp, a {@code Long}. */
    @Override
    public Object onEvent() {
        throw new Starters.NotWritten("onEvent: advance t, and return it");
    }

    /** On request to send a message. Returns the timestamp of the sending, which goes with the message. */
    @Override
    public Object onRequestToSend() {
        throw new Starters.NotWritten("onRequestToSend: advance t, and return it");
    }

    /** On receiving a message with timestamp t'. Returns the timestamp of the receipt. */
    @Override
    public Object onReceiving(Object timestamp) {
        throw new Starters.NotWritten("onReceiving: merge t' into t, advance t, and return it");
    }
}
