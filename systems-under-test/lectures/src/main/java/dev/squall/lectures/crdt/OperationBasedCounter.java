package dev.squall.lectures.crdt;

import dev.squall.node.Body;

/** Operation-based counter, which adds each delivered number. Needs reliable broadcast, which delivers each once. */
public final class OperationBasedCounter implements Crdt.OperationBased {

    private long sum;

    @Override
    public Object operation(Body update) {
        return ((CrdtMessages.AddDelta) update).delta();
    }

    @Override
    public void deliver(Object operation) {
        sum += (Long) operation;
    }

    @Override
    public Body reply(Body request) {
        return isUpdate(request) ? new CrdtMessages.AddOk() : new CrdtMessages.ReadOk(sum);
    }

    @Override
    public Object state() {
        return sum;
    }
}
