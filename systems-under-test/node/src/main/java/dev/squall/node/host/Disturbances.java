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
     * @param isOvertakable true if later messages on its link need not wait for it
     */
    record Fate(boolean isLost, boolean isDuplicated, long delayNanos, boolean isOvertakable) {}

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
                case LOSS -> new Fate(true, false, 0, false);
                case DUPLICATION -> new Fate(false, true, before.delayNanos, before.isOvertakable);
                case DELAY -> later(before, 1 + random.nextLong(setting.delayNanos()), before.isOvertakable);
                case SLOWNESS -> later(before, setting.delayNanos(), before.isOvertakable);
                case REORDERING -> later(before, 1 + random.nextLong(setting.delayNanos()), true);
            };
        }

        private static Fate later(Fate before, long nanos, boolean isOvertakable) {
            return new Fate(false, before.isDuplicated, before.delayNanos + nanos, isOvertakable);
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
     * Returns the decision about the next message to a node. The first disturbance that loses the message decides.
     * Delays add up.
     */
    Fate next(String receiver) {
        Fate fate = new Fate(false, false, 0, false);
        for (Disturbance disturbance : inForce.values()) {
            fate = disturbance.apply(receiver, fate);
            if (fate.isLost()) {
                return fate;
            }
        }
        return fate;
    }
}
