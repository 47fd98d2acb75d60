package dev.squall.lectures.crdt;

import dev.squall.node.Body;
import java.util.List;
import java.util.TreeSet;

/**
 * Set that only grows (G-set). An operation is an element, and a state is the list of the elements. The operation-based
 * set needs reliable broadcast; best-effort broadcast is enough for the state-based set.
 */
public final class GSet implements Crdt.OperationBased, Crdt.StateBased {

    private final TreeSet<Long> elements = new TreeSet<>();

    @Override
    public Object operation(Body update) {
        return ((CrdtMessages.Add) update).element();
    }

    @Override
    public void deliver(Object operation) {
        elements.add((Long) operation);
    }

    @Override
    public Object update(Body update) {
        long element = ((CrdtMessages.Add) update).element();
        elements.add(element);
        return List.of(element);
    }

    @Override
    public void merge(Object other) {
        ((List<?>) other).forEach(this::deliver);
    }

    @Override
    public Body reply(Body request) {
        return isUpdate(request) ? new CrdtMessages.AddOk() : new CrdtMessages.ReadOk(state());
    }

    @Override
    public List<Long> state() {
        return List.copyOf(elements);
    }
}
