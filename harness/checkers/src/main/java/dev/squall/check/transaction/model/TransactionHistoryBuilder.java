package dev.squall.check.transaction.model;

import dev.squall.check.transaction.model.TransactionHistory.Kind;
import dev.squall.check.transaction.model.TransactionHistory.Status;
import java.util.Arrays;

/**
 * Builder of a {@link TransactionHistory}. Callers begin a transaction at its invocation and add its operations when it
 * ends. A transaction that never ends has an unknown outcome. The builder must not be used after {@link #build}.
 */
public final class TransactionHistoryBuilder {

    final NameTable keys = new NameTable(false);
    final NameTable values = new NameTable(true);
    int transactions;
    int operations;
    byte[] status = new byte[16];
    int[] process = new int[16];
    int[] invocation = new int[16];
    int[] completion = new int[16];
    int[] first = new int[16];
    int[] end = new int[16];
    boolean[] reads = new boolean[64];
    int[] key = new int[64];
    int[] value = new int[64];
    int[] length = new int[64];
    int[] elements = new int[64];
    private int elementCount;
    private int[] longestFrom = new int[16];
    private int[] longestLength = new int[16];
    private int[] longestCapacity = new int[16];
    private boolean appends;
    private boolean overwrites;
    private boolean listReads;
    private boolean valueReads;

    /** Returns the number of a key that is a whole number. */
    public int key(long name) {
        return keys.number(name);
    }

    /** Returns the number of a key, given as EDN data. */
    public int key(Object name) {
        return keys.number(name);
    }

    /** Returns the number of a value that is a whole number. */
    public int value(long name) {
        return values.number(name);
    }

    /** Returns the number of a value, given as EDN data; null is {@link TransactionHistory#NIL}. */
    public int value(Object name) {
        return name == null ? TransactionHistory.NIL : values.number(name);
    }

    /** Begins a transaction and returns its number. */
    public int begin(int processOf, int invocationIndex) {
        int transaction = transactions++;
        if (transaction == status.length) {
            int capacity = 2 * transaction;
            status = Arrays.copyOf(status, capacity);
            process = Arrays.copyOf(process, capacity);
            invocation = Arrays.copyOf(invocation, capacity);
            completion = Arrays.copyOf(completion, capacity);
            first = Arrays.copyOf(first, capacity);
            end = Arrays.copyOf(end, capacity);
        }
        process[transaction] = processOf;
        invocation[transaction] = invocationIndex;
        completion[transaction] = TransactionHistory.NEVER;
        status[transaction] = (byte) Status.INFO.ordinal();
        return transaction;
    }

    /** Begins the operations of a transaction: all operations added until {@link #end} belong to it. */
    public void operationsOf(int transaction) {
        first[transaction] = operations;
        end[transaction] = operations;
    }

    /** Ends a transaction; its operations are those added since {@link #operationsOf}. */
    public void end(int transaction, Status how, int completionIndex) {
        status[transaction] = (byte) how.ordinal();
        completion[transaction] = how == Status.OK ? completionIndex : TransactionHistory.NEVER;
        end[transaction] = operations;
    }

    /** Adds an append of a value to the list of a key. */
    public void append(int ofKey, int valueNumber) {
        appends = true;
        add(false, ofKey, valueNumber, 0);
    }

    /** Adds a write of a value to the register of a key. */
    public void write(int ofKey, int valueNumber) {
        overwrites = true;
        add(false, ofKey, valueNumber, 0);
    }

    /** Adds a read whose result is unknown. */
    public void readUnknown(int ofKey) {
        add(true, ofKey, TransactionHistory.UNKNOWN, 0);
    }

    /** Adds a read of a register. */
    public void readValue(int ofKey, int valueNumber) {
        valueReads |= valueNumber != TransactionHistory.NIL;
        add(true, ofKey, valueNumber, 0);
    }

    /** Adds the read of one element of a set, as part of a read that began {@code offset} operations before. */
    public void readElement(int ofKey, int valueNumber, int offset) {
        add(true, ofKey, valueNumber, offset);
    }

    /** Adds a read of a list; its elements are the first {@code count} ones of an array. */
    public void readList(int ofKey, int[] list, int count) {
        listReads |= count > 0;
        add(true, ofKey, share(ofKey, list, count), count);
    }

    private void add(boolean isRead, int ofKey, int valueNumber, int count) {
        int operation = operations++;
        if (operation == key.length) {
            int capacity = 2 * operation;
            reads = Arrays.copyOf(reads, capacity);
            key = Arrays.copyOf(key, capacity);
            value = Arrays.copyOf(value, capacity);
            length = Arrays.copyOf(length, capacity);
        }
        reads[operation] = isRead;
        key[operation] = ofKey;
        value[operation] = valueNumber;
        length[operation] = count;
    }

    /**
     * Stores a list and returns its position. A list that is a prefix of the key's longest list shares the longest
     * list's elements.
     */
    private int share(int ofKey, int[] list, int count) {
        if (ofKey >= longestFrom.length) {
            int capacity = Math.max(ofKey + 1, 2 * longestFrom.length);
            longestFrom = Arrays.copyOf(longestFrom, capacity);
            longestLength = Arrays.copyOf(longestLength, capacity);
            longestCapacity = Arrays.copyOf(longestCapacity, capacity);
        }
        int from = longestFrom[ofKey];
        int known = longestLength[ofKey];
        int common = Math.min(known, count);
        if (!Arrays.equals(elements, from, from + common, list, 0, common)) {
            return store(list, count, count);
        }
        if (count > known) {
            if (count <= longestCapacity[ofKey]) {
                System.arraycopy(list, known, elements, from + known, count - known);
            } else {
                longestCapacity[ofKey] = Math.max(4, 2 * count);
                longestFrom[ofKey] = store(list, count, longestCapacity[ofKey]);
            }
            longestLength[ofKey] = count;
        }
        return longestFrom[ofKey];
    }

    private int store(int[] list, int count, int capacity) {
        int from = elementCount;
        long needed = (long) from + capacity;
        if (needed > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException("found lists of more than " + (Integer.MAX_VALUE - 16)
                    + " elements in all, expected fewer; split the history by key");
        }
        if (needed > elements.length) {
            long grown = Math.max(needed, Math.min(Integer.MAX_VALUE - 16L, elements.length + (elements.length >> 1)));
            elements = Arrays.copyOf(elements, (int) grown);
        }
        System.arraycopy(list, 0, elements, from, count);
        elementCount += capacity;
        return from;
    }

    /** Returns the kind of objects that the operations so far show; lists by default. */
    public Kind kindSeen() {
        return overwrites || valueReads && !appends ? Kind.RW_REGISTER : Kind.LIST_APPEND;
    }

    /** Returns true if operations of both kinds were added. */
    public boolean isMixed() {
        return (appends || listReads) && (overwrites || valueReads);
    }

    /**
     * Returns the history.
     *
     * @param kind kind of the objects
     * @param realTime true if the indexes of invocations and completions are in real-time order
     * @param initialValue number of the initial value of registers
     */
    public TransactionHistory build(Kind kind, boolean realTime, int initialValue) {
        return new TransactionHistory(kind, realTime, initialValue, this);
    }
}
