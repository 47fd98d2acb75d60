package dev.squall.explore.world;

import dev.squall.explore.search.Execution;
import dev.squall.explore.state.StateHash;
import dev.squall.explore.state.StateKey;
import dev.squall.explore.world.Event.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;

/** Messages between nodes on their way, with the budgets of losses and copies. */
final class ControlledNetwork {

    /** A message on its way. */
    static final class Pending {

        /** Event that delivers the message. */
        final long delivery;

        final Letter letter;
        /** Position of the step that sent the message. */
        final int sentAt;
        /** Facts that the sender knew of. */
        final FactOrder.Known known;

        private StateKey key;

        Pending(long delivery, Letter letter, int sentAt, FactOrder.Known known) {
            this.delivery = delivery;
            this.letter = letter;
            this.sentAt = sentAt;
            this.known = known;
        }

        int receiver() {
            return letter.receiver();
        }

        boolean isCopy() {
            return Event.copy(delivery) > 0;
        }

        /** Returns the state of the message; the same for a message that has the same future. */
        StateKey key() {
            if (key == null) {
                StateHash hash = new StateHash().add(letter.key()).add(isCopy() ? 1 : 0);
                known.read(hash);
                key = hash.key();
            }
            return key;
        }
    }

    private final List<Pending> pending;
    private int lossesLeft;
    private int duplicatesLeft;
    /** Number of messages that each node has sent. */
    private final long[] sent;

    ControlledNetwork(int nodes, Scope scope) {
        sent = new long[nodes];
        pending = new ArrayList<>();
        lossesLeft = scope.losses();
        duplicatesLeft = scope.duplicates();
    }

    ControlledNetwork(ControlledNetwork other) {
        pending = new ArrayList<>(other.pending);
        lossesLeft = other.lossesLeft;
        duplicatesLeft = other.duplicatesLeft;
        sent = other.sent.clone();
    }

    int size() {
        return pending.size();
    }

    void send(int sender, Letter letter, int step, FactOrder.Known known) {
        pending.add(new Pending(Event.of(Kind.DELIVER, sender, sent[sender]++), letter, step, known));
    }

    /** Returns the messages on their way, in the order in which they were sent. */
    List<Pending> pending() {
        return Collections.unmodifiableList(pending);
    }

    /** Adds the deliveries to {@code events} from an index on; returns the index after them. */
    int addDeliveries(long[] events, int index, IntPredicate isPaused) {
        int size = index;
        for (Pending each : pending) {
            if (!isPaused.test(each.receiver())) {
                events[size++] = each.delivery;
            }
        }
        return size;
    }

    /** Adds the losses and copies that the budgets allow, for receivers that are up; returns the index after them. */
    int addFaults(long[] events, int index, IntPredicate isUp, IntPredicate isPaused) {
        int size = index;
        for (Pending each : pending) {
            if (!each.isCopy() && isUp.test(each.receiver())) {
                if (lossesLeft > 0) {
                    events[size++] = Event.as(Kind.LOSE, each.delivery);
                }
                if (duplicatesLeft > 0 && !isPaused.test(each.receiver())) {
                    events[size++] = Event.as(Kind.DUPLICATE, each.delivery);
                }
            }
        }
        return size;
    }

    /** Returns the message that an event delivers, loses or copies. */
    Pending find(long event) {
        long delivery = Execution.base(Event.as(Kind.DELIVER, event));
        for (Pending each : pending) {
            if (each.delivery == delivery) {
                return each;
            }
        }
        throw new IllegalStateException("the event " + Long.toHexString(event) + " is not possible now");
    }

    /** Returns the canonical name of an event; equal messages are numbered in the order in which they were sent. */
    long canonical(long event) {
        Pending wanted = find(event);
        StateHash hash = new StateHash()
                .add(Event.kind(event).ordinal())
                .add(wanted.key())
                .add(equalBefore(wanted));
        return Event.withVariant(hash.key().low(), Event.variant(event));
    }

    private int equalBefore(Pending wanted) {
        int count = 0;
        for (Pending each : pending) {
            if (each == wanted) {
                break;
            }
            count += each.key().equals(wanted.key()) ? 1 : 0;
        }
        return count;
    }

    /** Adds the messages on their way, in any order, and the budgets to the hash. */
    void read(StateHash hash) {
        StateKey inFlight = new StateKey(0, 0);
        for (Pending each : pending) {
            inFlight = inFlight.plus(each.key());
        }
        hash.add(lossesLeft).add(duplicatesLeft).add(inFlight);
    }

    /** Removes the message that an event delivers. */
    Pending deliver(long event) {
        Pending found = find(event);
        pending.remove(found);
        return found;
    }

    void lose(long event) {
        deliver(event);
        lossesLeft--;
    }

    /** Delivers a message and leaves a copy on its way. */
    Pending duplicate(long event, int step) {
        Pending original = deliver(event);
        duplicatesLeft--;
        pending.add(new Pending(Event.nextCopy(original.delivery), original.letter, step, original.known));
        return original;
    }
}
