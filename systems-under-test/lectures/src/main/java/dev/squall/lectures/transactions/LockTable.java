package dev.squall.lectures.transactions;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Shared and exclusive locks by key. Deadlocks are avoided by wait-die: a transaction waits for younger ones only, so
 * there is no cycle of waiting. A ticket is a transaction's age: the lower, the older.
 */
final class LockTable {

    /** Answer to the request of a lock. */
    enum Answer {
        GRANTED,
        WAIT,
        DIE
    }

    /** For each key the holders, and true for the one that holds the lock alone. */
    private final Map<Object, Map<Long, Boolean>> holders = new LinkedHashMap<>();

    /** Requests a lock. The holder of a shared lock may ask for the exclusive one. */
    Answer acquire(Object key, long ticket, boolean isExclusive) {
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

    /** Returns the transaction that holds the lock of a key alone; -1 if none does. */
    long exclusiveHolder(Object key) {
        return holders.getOrDefault(key, Map.of()).entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(-1L);
    }

    /** Releases every lock of a transaction. */
    void release(long ticket) {
        holders.values().forEach(ofKey -> ofKey.remove(ticket));
        holders.values().removeIf(Map::isEmpty);
    }
}
