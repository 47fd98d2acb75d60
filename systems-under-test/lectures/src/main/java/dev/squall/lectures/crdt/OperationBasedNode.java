package dev.squall.lectures.crdt;

import dev.squall.lectures.broadcast.Broadcast;
import dev.squall.lectures.crdt.CrdtFacts.Updates;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import java.util.List;
import java.util.function.Function;

/**
 * A replica that broadcasts the operation of each update, and applies the delivered operations (lecture 8.1). The
 * broadcast must be reliable. If concurrent operations commute and others do not, the broadcast must be causal.
 */
final class OperationBasedNode extends CrdtNode<Crdt.OperationBased> {

    private long updateCount;

    OperationBasedNode(
            Environment environment,
            Function<String, Crdt.OperationBased> factory,
            Function<Broadcast.Receiver, Broadcast> broadcast) {
        super(environment, factory, broadcast);
    }

    @Override
    void onUpdate(Body update) {
        updateCount++;
        broadcast.broadcast(List.of(updateCount, crdt().operation(update)));
    }

    @Override
    void onDelivery(String sender, Object message) {
        List<?> parts = (List<?>) message;
        long number = (Long) parts.get(0);
        crdt().deliver(parts.get(1));
        processed(List.of(new Updates(sender, number, number)), crdt().state());
    }
}
