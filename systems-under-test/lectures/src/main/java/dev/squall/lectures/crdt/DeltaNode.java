package dev.squall.lectures.crdt;

import dev.squall.lectures.broadcast.Broadcast;
import dev.squall.lectures.crdt.CrdtFacts.Updates;
import dev.squall.lectures.crdt.CrdtMessages.DeltaReceived;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A replica of a state-based CRDT that broadcasts deltas, not its state (Almeida, Shoker and Baquero, 2018). A delta is
 * a small state that contains one update, and is merged like a state. The replica periodically broadcasts the merged
 * group of its own deltas that some replica has not acknowledged. Best-effort broadcast is enough. Memory holds the
 * unacknowledged deltas.
 */
final class DeltaNode extends CrdtNode<Crdt.StateBased> {

    private final Function<String, Crdt.StateBased> factory;
    private final boolean repeats;
    /** This replica's deltas that some replica has not acknowledged, by number. */
    private final TreeMap<Long, Object> deltas = new TreeMap<>();

    private long updateCount;
    /** Number up to which each replica has acknowledged all of this replica's deltas. */
    private final Map<String, Long> acked = new TreeMap<>();
    /** Number up to which this replica has merged all of each replica's deltas. */
    private final Map<String, Long> received = new TreeMap<>();

    /** @param repeats true if deltas without acknowledgement are broadcast again */
    DeltaNode(
            Environment environment,
            Function<String, Crdt.StateBased> factory,
            boolean repeats,
            Function<Broadcast.Receiver, Broadcast> broadcast) {
        super(environment, factory, broadcast);
        this.factory = factory;
        this.repeats = repeats;
    }

    @Override
    void onStart() {
        environment.setTimer(StateBasedNode.REPETITION_MILLIS, this::periodically);
    }

    private void periodically() {
        if (repeats && !deltas.isEmpty()) {
            Crdt.StateBased group = factory.apply(environment.nodeId());
            deltas.values().forEach(group::merge);
            broadcastDelta(deltas.firstKey(), group.state(), true);
        }
        environment.setTimer(StateBasedNode.REPETITION_MILLIS, this::periodically);
    }

    @Override
    void onUpdate(Body update) {
        Object delta = crdt().update(update);
        updateCount++;
        if (environment.nodeIds().size() > 1) {
            deltas.put(updateCount, delta);
        }
        processed(List.of(new Updates(environment.nodeId(), updateCount, updateCount)), crdt().state());
        broadcastDelta(updateCount, delta, false);
    }

    /** Broadcasts this replica's updates from {@code first} to the last one. */
    private void broadcastDelta(long first, Object delta, boolean repeated) {
        environment.journal(StateBasedNode.sent(delta, repeated));
        broadcast.broadcast(List.of(first, updateCount, delta));
    }

    @Override
    void onDelivery(String sender, Object message) {
        if (sender.equals(environment.nodeId())) {
            return;
        }
        List<?> parts = (List<?>) message;
        long first = (Long) parts.get(0);
        long last = (Long) parts.get(1);
        crdt().merge(parts.get(2));
        processed(List.of(new Updates(sender, first, last)), crdt().state());
        long before = received.getOrDefault(sender, 0L);
        if (first <= before + 1) {
            received.put(sender, Math.max(before, last));
        }
        environment.send(sender, new DeltaReceived(received.getOrDefault(sender, 0L)));
    }

    @Override
    void onMessage(Message message) {
        if (message.body() instanceof DeltaReceived acknowledgement) {
            acked.merge(message.source(), acknowledgement.number(), Math::max);
            long ackedByAll = environment.nodeIds().stream()
                    .filter(node -> !node.equals(environment.nodeId()))
                    .mapToLong(node -> acked.getOrDefault(node, 0L))
                    .min()
                    .orElse(updateCount);
            deltas.headMap(ackedByAll, true).clear();
        } else {
            broadcast.receive(message);
        }
    }
}
