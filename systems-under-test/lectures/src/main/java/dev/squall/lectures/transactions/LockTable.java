package dev.squall.lectures.transactions;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Shared and exclusive locks by key. Wait-die avoids deadlocks: a transaction waits only for younger transactions, so
 * no cycle of waiting transactions can form. A transaction with a lower ticket is older.
 */
public final class LockTable {

    /** Answer to a request for a lock. */
    public enum Answer {
        GRANTED,
        WAIT,
        DIE
    }

    /** Holders of the locks by key; the value is true for an exclusive lock. */
    private final Map<Object, Map<Long, Boolean>> holders = new LinkedHashMap<>();

    /** Requests a lock. The holder of a shared lock may request the exclusive lock. */
    public Answer acquire(Object key, long ticket, boolean isExclusive) {
        Map<Long, Boolean> ofKey = holders.computeIfAbsent(key, absent -> new LinkedHashMap<>());
        boolean isOldest = true;
        boolean isFree = true;
        for (Map.Entry<Long, Boolean> holder : ofKey.entrySet()) {
            if (holder.getKey() != ticket && (isExclusive || holder.getValue())) {
                isFree = false;
                isOldest &= ticket < holder.getKey();
            }
        }
        if (!isFree) {
            return isOldest ? Answer.WAIT : Answer.DIE;
        }
        ofKey.merge(ticket, isExclusive, Boolean::logicalOr);
        return Answer.GRANTED;
    }

    /** Returns the ticket of the transaction with the exclusive lock of a key, -1 if no transaction has it. */
    long exclusiveHolder(Object key) {
        return holders.getOrDefault(key, Map.of()).entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(-1L);
    }

    /** Releases every lock of a transaction. */
    public void release(long ticket) {
        holders.values().forEach(ofKey -> ofKey.remove(ticket));
        holders.values().removeIf(Map::isEmpty);
    }
}
