package dev.squall.explore.world;

import dev.squall.explore.search.Execution;
import dev.squall.explore.world.Event.Kind;
import dev.squall.node.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;

/** Messages between nodes on their way, with the budgets of losses and copies. */
final class ControlledNetwork {

    /**
     * A message on its way.
     *
     * @param delivery event that delivers the message
     * @param sentAt position of the step that sent the message
     */
    record Pending(long delivery, int receiver, Message message, int sentAt) {}

    private final List<Pending> pending = new ArrayList<>();
    private int lossesLeft;
    private int duplicatesLeft;

    ControlledNetwork(Scope scope) {
        lossesLeft = scope.losses();
        duplicatesLeft = scope.duplicates();
    }

    int size() {
        return pending.size();
    }

    void send(ControlledNode sender, int receiver, Message message, int step) {
        long delivery = Event.of(Kind.DELIVER, sender.index, sender.nextMessage());
        pending.add(new Pending(delivery, receiver, message, step));
    }

    /** Returns the messages on their way, in the order in which they were sent. */
    List<Pending> pending() {
        return Collections.unmodifiableList(pending);
    }

    /** Adds the deliveries to {@code events} from an index on; returns the index after them. */
    int addDeliveries(long[] events, int index, IntPredicate isPaused) {
        int size = index;
        for (Pending each : pending) {
            if (!isPaused.test(each.receiver)) {
                events[size++] = each.delivery;
            }
        }
        return size;
    }

    /** Adds the losses and copies that the budgets allow, for receivers that are up; returns the index after them. */
    int addFaults(long[] events, int index, IntPredicate isUp, IntPredicate isPaused) {
        int size = index;
        for (Pending each : pending) {
            if (Event.copy(each.delivery) == 0 && isUp.test(each.receiver)) {
                if (lossesLeft > 0) {
                    events[size++] = Event.as(Kind.LOSE, each.delivery);
                }
                if (duplicatesLeft > 0 && !isPaused.test(each.receiver)) {
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
        pending.add(new Pending(Event.nextCopy(original.delivery), original.receiver, original.message, step));
        return original;
    }
}
