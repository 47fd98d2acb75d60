package dev.squall.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A recorded history: operations in real-time order. Immutable; each operation's index is its position.
 */
public final class History {

    private final List<Operation> operations;

    private History(List<Operation> operations) {
        this.operations = operations;
    }

    /** Returns a history of these operations in this order; indexes are made to agree with positions. */
    public static History of(List<Operation> operations) {
        List<Operation> indexed = new ArrayList<>(operations.size());
        for (Operation operation : operations) {
            int index = indexed.size();
            indexed.add(operation.index() == index ? operation : operation.withIndex(index));
        }
        return new History(Collections.unmodifiableList(indexed));
    }

    /** Returns all operations, unmodifiable. */
    public List<Operation> operations() {
        return operations;
    }

    public int size() {
        return operations.size();
    }

    public Operation get(int index) {
        return operations.get(index);
    }
}
