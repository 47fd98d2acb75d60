package dev.squall.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A recorded history: operations in real-time order. Immutable. Each operation is identified by its index. Indexes
 * increase; they equal the positions unless the recorder assigned others.
 */
public final class History {

    private final List<Operation> operations;
    private final boolean isDense;

    private History(List<Operation> operations, boolean isDense) {
        this.operations = operations;
        this.isDense = isDense;
    }

    /** Returns a history of these operations in this order; each operation's index becomes its position. */
    public static History of(List<Operation> operations) {
        List<Operation> indexed = new ArrayList<>(operations.size());
        for (Operation operation : operations) {
            int index = indexed.size();
            indexed.add(operation.index() == index ? operation : operation.withIndex(index));
        }
        return new History(Collections.unmodifiableList(indexed), true);
    }

    /**
     * Returns a history of these operations in this order, with their own indexes.
     *
     * @throws IllegalArgumentException if the indexes do not increase
     */
    public static History ofIndexed(List<Operation> operations) {
        int last = -1;
        for (Operation operation : operations) {
            if (operation.index() <= last) {
                throw new IllegalArgumentException(
                        "found index " + operation.index() + " behind " + last + ", expected indexes that increase");
            }
            last = operation.index();
        }
        return new History(List.copyOf(operations), last == operations.size() - 1);
    }

    /** Returns all operations, unmodifiable. */
    public List<Operation> operations() {
        return operations;
    }

    public int size() {
        return operations.size();
    }

    /**
     * Returns the operation with an index, which must exist. Takes O(log n) if indexes differ from positions, else
     * O(1).
     */
    public Operation get(int index) {
        return operations.get(positionOf(index));
    }

    /** Returns the position of the operation with an index, which must exist. */
    public int positionOf(int index) {
        if (isDense) {
            return index;
        }
        int low = 0;
        int high = operations.size() - 1;
        while (low < high) {
            int middle = low + high >>> 1;
            if (operations.get(middle).index() < index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (operations.isEmpty() || operations.get(low).index() != index) {
            throw new IndexOutOfBoundsException("there is no operation " + index);
        }
        return low;
    }
}
