package dev.squall.check.linear;

import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import dev.squall.history.Pairing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Search for a read in a generated history that can be made stale with one of the usual values. */
final class StaleReads {

    private final History history;
    private final Pairing pairing;

    /** For each value: the last end of an operation that sets the value, and the last begin of a completed one. */
    private final int[] lastEnd;

    private final int[] lastBegin;
    private final Map<Integer, int[]> lastBeginBeforeRead = new HashMap<>();

    private StaleReads(History history, int values) {
        this.history = history;
        this.pairing = Pairing.of(history);
        this.lastEnd = new int[values];
        this.lastBegin = new int[values];
    }

    /**
     * Returns the history with its last possible read made stale. The read returns a value whose setters all precede a
     * completed setter of another value, which precedes the read.
     */
    static History madeIn(History history, int values) {
        StaleReads search = new StaleReads(history, values);
        Operation stale = null;
        for (Operation operation : history.operations()) {
            Operation made = search.take(operation);
            stale = made == null ? stale : made;
        }
        if (stale == null) {
            throw new IllegalStateException("no read of the history can be made stale");
        }
        List<Operation> operations = new ArrayList<>(history.operations());
        operations.set(stale.index(), stale);
        return History.of(operations);
    }

    /**
     * Processes the next operation. Returns a stale version of the operation if it is a read that can be stale, else
     * null.
     */
    private Operation take(Operation o) {
        boolean read = o.function().equals("read");
        if (o.type() == Type.INVOKE && read) {
            lastBeginBeforeRead.put(o.process(), lastBegin.clone());
        } else if (o.type() == Type.INVOKE) {
            int value = valueSetBy(o);
            lastEnd[value] = Math.max(lastEnd[value], endOf(o));
        } else if (o.type() == Type.OK && read) {
            return stale(o, lastBeginBeforeRead.get(o.process()));
        } else if (o.type() == Type.OK) {
            int value = valueSetBy(o);
            lastBegin[value] = Math.max(lastBegin[value], pairing.partnerOf(o.index()));
        }
        return null;
    }

    private static int valueSetBy(Operation o) {
        Object set = o.value() instanceof List<?> pair ? pair.get(1) : o.value();
        return ((Long) set).intValue();
    }

    private int endOf(Operation invocation) {
        int end = pairing.partnerOf(invocation.index());
        Type type = end == Pairing.NONE ? Type.INFO : history.get(end).type();
        return type == Type.FAIL ? 0 : type == Type.OK ? end : Integer.MAX_VALUE;
    }

    private Operation stale(Operation read, int[] overwrites) {
        for (int value = 0; value < lastEnd.length; value++) {
            for (int other = 0; other < lastEnd.length; other++) {
                if (other != value && overwrites[other] > lastEnd[value]) {
                    return new Operation(read.index(), read.timeNanos(), Type.OK, read.process(), "read", (long) value);
                }
            }
        }
        return null;
    }
}
