package dev.squall.lectures.transactions;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Shared and exclusive locks by key. Wait-die avoids deadlocks: a transaction waits only for younger transactions, so
 * no cycle of waiting transactions can form. A transaction with a lower ticket is older (Rosenkrantz, Stearns and
 * Lewis, "System level concurrency control for distributed database systems", 1978).
 *
 * <p>A transaction also dies if an older transaction waits for the key. Otherwise readers that come later could keep a
 * writer waiting for ever.
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

    /** Transactions that wait, by key; the value is true if they wait for an exclusive lock. */
    private final Map<Object, Map<Long, Boolean>> waiting = new LinkedHashMap<>();

    /**
     * Requests a lock. The holder of a shared lock may request the exclusive lock. A transaction that must wait repeats
     * its request after a release.
     */
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
        Map<Long, Boolean> waitingForKey = waiting.computeIfAbsent(key, absent -> new LinkedHashMap<>());
        if (!isFree && !isOldest || !ofKey.containsKey(ticket) && isOvertaking(waitingForKey, ticket, isExclusive)) {
            return Answer.DIE;
        } else if (!isFree) {
            waitingForKey.merge(ticket, isExclusive, Boolean::logicalOr);
            return Answer.WAIT;
        }
        waitingForKey.remove(ticket);
        ofKey.merge(ticket, isExclusive, Boolean::logicalOr);
        return Answer.GRANTED;
    }

    private static boolean isOvertaking(Map<Long, Boolean> waitingForKey, long ticket, boolean isExclusive) {
        return waitingForKey.entrySet().stream()
                .anyMatch(older -> older.getKey() < ticket && (isExclusive || older.getValue()));
    }

    /** Returns the ticket of the transaction with the exclusive lock of a key, -1 if no transaction has it. */
    public long exclusiveHolder(Object key) {
        return holders.getOrDefault(key, Map.of()).entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(-1L);
    }

    /** Releases the shared lock of a transaction on a key. The exclusive lock stays. */
    public void releaseShared(Object key, long ticket) {
        Map<Long, Boolean> ofKey = holders.getOrDefault(key, Map.of());
        if (Boolean.FALSE.equals(ofKey.get(ticket))) {
            ofKey.remove(ticket);
        }
    }

    /** Releases every lock of a transaction, and ends its waiting. */
    public void release(long ticket) {
        waiting.values().forEach(ofKey -> ofKey.remove(ticket));
        waiting.values().removeIf(Map::isEmpty);
        holders.values().forEach(ofKey -> ofKey.remove(ticket));
        holders.values().removeIf(Map::isEmpty);
    }
}
