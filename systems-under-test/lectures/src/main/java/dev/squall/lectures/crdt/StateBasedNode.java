package dev.squall.lectures.crdt;

import dev.squall.lectures.broadcast.Broadcast;
import dev.squall.lectures.crdt.CrdtFacts.Updates;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A replica that broadcasts its state after each update, and merges the delivered states (lecture 8.1). Best-effort
 * broadcast is enough: states may be lost, repeated and reordered. The replica repeats its state periodically, so that
 * a lost state is replaced.
 *
 * <p>A state is broadcast with the vector of the updates that it contains: the number of updates of each node. The
 * algorithm does not need the vector; only the journal does.
 */
final class StateBasedNode extends CrdtNode<Crdt.StateBased> {

    static final long REPETITION_MILLIS = 200;

    private Map<String, Long> contained = new TreeMap<>();
    private Object lastState;

    StateBasedNode(
            Environment environment,
            Function<String, Crdt.StateBased> factory,
            Function<Broadcast.Receiver, Broadcast> broadcast) {
        super(environment, factory, broadcast);
    }

    @Override
    void onStart() {
        environment.setTimer(REPETITION_MILLIS, this::periodically);
    }

    private void periodically() {
        broadcastState(true);
        environment.setTimer(REPETITION_MILLIS, this::periodically);
    }

    @Override
    void onUpdate(Body update) {
        crdt().update(update);
        Map<String, Long> with = new TreeMap<>(contained);
        with.merge(environment.nodeId(), 1L, Long::sum);
        changeTo(with);
        broadcastState(false);
    }

    private void broadcastState(boolean repeated) {
        Object state = crdt().state();
        environment.journal(sent(state, repeated));
        broadcast.broadcast(List.of(contained, state));
    }

    @Override
    void onDelivery(String sender, Object message) {
        List<?> parts = (List<?>) message;
        crdt().merge(parts.get(1));
        Map<String, Long> with = new TreeMap<>(contained);
        ((Map<?, ?>) parts.get(0)).forEach((node, count) -> with.merge((String) node, (Long) count, Math::max));
        changeTo(with);
    }

    /** Replaces the vector of the contained updates. Journals the state if the vector or the state has changed. */
    private void changeTo(Map<String, Long> vector) {
        Object state = crdt().state();
        if (!vector.equals(contained) || !state.equals(lastState)) {
            contained = Collections.unmodifiableMap(vector);
            lastState = state;
            List<Updates> updates = new ArrayList<>();
            contained.forEach((node, count) -> updates.add(new Updates(node, 1, count)));
            processed(updates, state);
        }
    }

    /** Returns the fact that a message with this content was broadcast. */
    static CrdtFacts.Sent sent(Object content, boolean repeated) {
        return new CrdtFacts.Sent(valuesIn(content), String.valueOf(content).length(), repeated);
    }

    private static long valuesIn(Object json) {
        Collection<?> parts = json instanceof Map<?, ?> map ? map.values() : json instanceof List<?> list ? list : null;
        return parts == null
                ? 1
                : parts.stream().mapToLong(StateBasedNode::valuesIn).sum();
    }
}
