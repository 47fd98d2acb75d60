package dev.squall.check.transaction.model;

import java.util.List;
import java.util.Set;

/**
 * History of transactions in primitive arrays. Immutable. Transactions are numbered from 0 in the order of their
 * invocations. Operations are numbered over the whole history; those of one transaction are in program order. Keys and
 * values are numbered from 0; a value that is an integer from 0 to 2^30 - 1 is its own number.
 *
 * <p>Takes about 24 bytes per transaction and 13 bytes per operation; lists that are prefixes of each other share
 * memory.
 */
public final class TransactionHistory {

    /** Kind of the objects that transactions read and write. */
    public enum Kind {
        /** Lists, initially empty, to which elements are appended. */
        LIST_APPEND("list-append", "[:append k v], [:r k [v ...]]"),
        /** Registers that are overwritten. */
        RW_REGISTER("rw-register", "[:w k v], [:r k v]"),
        /**
         * Sets, initially empty, to which distinct elements are added. Each element is an item of its own: a key is
         * {@code [set element]}, a write adds the element, and a read has the element or nil. One read of a set that
         * has only a part of a transaction's elements reads an intermediate version.
         */
        SET_ADD("set-add", "[:add k v], [:r k #{v ...}]");

        private final String model;

        private final String operations;

        Kind(String model, String operations) {
            this.model = model;
            this.operations = operations;
        }

        /** Returns the shape of the operations in EDN. */
        public String operations() {
            return operations;
        }

        /** Returns the name of the model on the command line. */
        public String model() {
            return model;
        }
    }

    /** Outcome of a transaction. */
    public enum Status {
        /** The transaction committed. */
        OK,
        /** The outcome is unknown: the transaction may have committed, may commit later, or never. */
        INFO,
        /** The transaction aborted. */
        FAIL
    }

    /** Number of the value nil. */
    public static final int NIL = -1;
    /** Value of a read whose result is unknown. */
    public static final int UNKNOWN = -2;
    /** Completion index of a transaction that never completed. */
    public static final int NEVER = Integer.MAX_VALUE;

    private final Kind kind;
    private final boolean realTime;
    private final int initialValue;
    private final int count;
    private final TransactionHistoryBuilder data;
    private final Set<Assumption> assumptions;

    TransactionHistory(Kind kind, boolean realTime, int initialValue, TransactionHistoryBuilder data) {
        this(kind, realTime, initialValue, data, Set.of());
    }

    private TransactionHistory(
            Kind kind,
            boolean realTime,
            int initialValue,
            TransactionHistoryBuilder data,
            Set<Assumption> assumptions) {
        this.assumptions = assumptions;
        this.kind = kind;
        this.realTime = realTime;
        this.initialValue = initialValue;
        this.count = data.transactions;
        this.data = data;
    }

    public Kind kind() {
        return kind;
    }

    /**
     * Returns this history with assumptions about the order of versions, which all levels then include.
     *
     * @throws IllegalArgumentException if there are assumptions and the objects are not registers
     */
    public TransactionHistory assuming(Set<Assumption> more) {
        if (!more.isEmpty() && kind != Kind.RW_REGISTER) {
            throw new IllegalArgumentException("found assumptions about the versions of " + kind.model()
                    + ", expected rw-register: the reads of other objects show the order of versions");
        }
        return new TransactionHistory(kind, realTime, initialValue, data, Set.copyOf(more));
    }

    /** Returns the assumptions about the order of versions. */
    public Set<Assumption> assumptions() {
        return assumptions;
    }

    /** Returns true if the history's order is real-time order; false if only sessions are ordered. */
    public boolean hasRealTime() {
        return realTime;
    }

    /** Returns the number of the initial value of registers. */
    public int initialValue() {
        return initialValue;
    }

    /** Returns the number of transactions. */
    public int size() {
        return count;
    }

    /** Returns the number of operations of all transactions. */
    public int operationCount() {
        return data.operations;
    }

    public int keyCount() {
        return data.keys.size();
    }

    public Status status(int transaction) {
        return STATUSES[data.status[transaction]];
    }

    public boolean isOk(int transaction) {
        return data.status[transaction] == 0;
    }

    public boolean isFailed(int transaction) {
        return data.status[transaction] == 2;
    }

    public int process(int transaction) {
        return data.process[transaction];
    }

    /** Returns the index of the invocation in the history. */
    public int invocation(int transaction) {
        return data.invocation[transaction];
    }

    /**
     * Returns the index of the completion in the history; {@link #NEVER} if there is none or the outcome is unknown.
     */
    public int completion(int transaction) {
        return data.completion[transaction];
    }

    /** Returns the first operation of a transaction. */
    public int first(int transaction) {
        return data.first[transaction];
    }

    /** Returns the operation after the last one of a transaction. */
    public int end(int transaction) {
        return data.end[transaction];
    }

    /** Returns true if the operation is a read, false if it is a write or an append. */
    public boolean isRead(int operation) {
        return data.reads[operation];
    }

    public int key(int operation) {
        return data.key[operation];
    }

    /**
     * Returns the number of the value written, appended, or read from a register. For a list read, returns the list's
     * position in the element array. Returns {@link #UNKNOWN} for a read with an unknown result.
     */
    public int value(int operation) {
        return data.value[operation];
    }

    /** Returns true if the operation is a read whose result is known. */
    public boolean isKnownRead(int operation) {
        return data.reads[operation] && data.value[operation] != UNKNOWN;
    }

    /** Returns the number of elements of the list that an operation read. */
    public int length(int operation) {
        return data.length[operation];
    }

    /**
     * Returns the first of the operations that one read of a set became; the operation itself if it is no read of a
     * set.
     */
    public int wholeRead(int operation) {
        return kind == Kind.SET_ADD ? operation - data.length[operation] : operation;
    }

    /** Returns the number of an element of the list that an operation read. */
    public int element(int operation, int index) {
        return data.elements[data.value[operation] + index];
    }

    /** Returns the number of the last element of the non-empty list that an operation read. */
    public int lastElement(int operation) {
        return data.elements[data.value[operation] + data.length[operation] - 1];
    }

    /** Returns the length of the longest common prefix of the lists that two operations read. Takes O(length). */
    public int commonPrefix(int operation, int other) {
        int from = data.value[operation];
        int otherFrom = data.value[other];
        int common = Math.min(data.length[operation], data.length[other]);
        if (from == otherFrom || common == 0) {
            return common;
        }
        int mismatch = java.util.Arrays.mismatch(
                data.elements, from, from + common, data.elements, otherFrom, otherFrom + common);
        return mismatch < 0 ? common : mismatch;
    }

    /** Returns the recorded key as EDN data. */
    public Object keyName(int key) {
        return data.keys.name(key);
    }

    /** Returns the recorded value as EDN data. */
    public Object valueName(int value) {
        return value == NIL ? null : data.values.name(value);
    }

    /** Returns the list that an operation read, as EDN data. */
    public List<Object> listName(int operation) {
        List<Object> names = new java.util.ArrayList<>(length(operation));
        for (int i = 0; i < length(operation); i++) {
            names.add(valueName(element(operation, i)));
        }
        return names;
    }

    private static final Status[] STATUSES = Status.values();
}
