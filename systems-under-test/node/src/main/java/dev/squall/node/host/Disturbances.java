package dev.squall.node.host;

import dev.squall.node.wire.Control.SquallBites;
import dev.squall.node.wire.Control.SquallDisturbance;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Message faults at the sender: decides the loss, delay or duplication of each message to another node, as the harness
 * requests.
 */
final class Disturbances {

    private final Map<Long, Disturbance> inForce = new LinkedHashMap<>();

    /**
     * Decision about one message.
     *
     * @param copies number of copies
     * @param copyDelayNanos delay of the second copy, beyond that of the first
     * @param isOvertakable true if later messages on its link need not wait for it
     * @param heldBy id of the disturbance that holds the message, or {@link #NOBODY}
     */
    record Fate(int copies, long copyDelayNanos, long delayNanos, boolean isOvertakable, long heldBy) {

        static final long NOBODY = -1;

        boolean isLost() {
            return copies == 0;
        }

        boolean isDuplicated() {
            return copies > 1;
        }

        boolean isHeld() {
            return heldBy != NOBODY;
        }

        private Fate lost() {
            return new Fate(0, 0, 0, false, NOBODY);
        }

        private Fate twice(long nanos) {
            return new Fate(2, copyDelayNanos + nanos, delayNanos, isOvertakable, heldBy);
        }

        private Fate later(long nanos, boolean overtakable) {
            return new Fate(copies, copyDelayNanos, delayNanos + nanos, overtakable, heldBy);
        }

        private Fate held(long id) {
            return new Fate(copies, copyDelayNanos, delayNanos, isOvertakable, id);
        }
    }

    private static final class Disturbance {

        private final SquallDisturbance setting;
        private final SplittableRandom random;
        private long bites;

        Disturbance(SquallDisturbance setting) {
            this.setting = setting;
            this.random = new SplittableRandom(setting.seed());
        }

        Fate apply(String receiver, Fate before) {
            if (!setting.receivers().contains(receiver) || random.nextInt(100) >= setting.perCent()) {
                return before;
            }
            bites++;
            return switch (setting.kind()) {
                case LOSS -> before.lost();
                case DUPLICATION -> before.twice(0);
                case COPIES -> before.twice(1 + random.nextLong(setting.delayNanos()));
                case DELAY -> before.later(1 + random.nextLong(setting.delayNanos()), before.isOvertakable);
                case SLOWNESS -> before.later(setting.delayNanos(), before.isOvertakable);
                case REORDERING, DELAYS -> before.later(1 + random.nextLong(setting.delayNanos()), true);
                case EXPONENTIAL ->
                    before.later((long) (-StrictMath.log(1 - random.nextDouble()) * setting.delayNanos()), true);
                case HOLD -> before.held(setting.id());
            };
        }
    }

    void begin(SquallDisturbance setting) {
        inForce.put(setting.id(), new Disturbance(setting));
    }

    /** Ends a disturbance and returns the number of messages that it affected. */
    SquallBites end(long id) {
        Disturbance ended = inForce.remove(id);
        return new SquallBites(id, ended == null ? 0 : ended.bites);
    }

    /**
     * Returns the decision about the next message to a node. The first disturbance that loses or holds the message
     * decides. Delays add up.
     */
    Fate next(String receiver) {
        Fate fate = new Fate(1, 0, 0, false, Fate.NOBODY);
        for (Disturbance disturbance : inForce.values()) {
            fate = disturbance.apply(receiver, fate);
            if (fate.isLost() || fate.isHeld()) {
                return fate;
            }
        }
        return fate;
    }
}
