package dev.squall.lectures.spanner;

import dev.squall.lectures.transactions.LockTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Locks of a shard's leader, by strict two-phase locking. A request is for all keys that a transaction uses at the
 * shard. Wait-die avoids deadlocks between shards too, because a transaction has the same ticket at every shard.
 */
final class LockRequests {

    private record Request(long ticket, List<List<Object>> operations, Consumer<Boolean> answer) {}

    private LockTable table = new LockTable();
    private final Map<String, Long> tickets = new LinkedHashMap<>();
    private final Map<String, Request> waiting = new LinkedHashMap<>();

    /**
     * Requests the locks of operations.
     *
     * @param answer gets true when all locks are granted, or false if the transaction must abort. Both may happen
     *     within this call
     */
    void request(String transaction, long ticket, List<List<Object>> operations, Consumer<Boolean> answer) {
        tickets.put(transaction, ticket);
        tryToLock(transaction, new Request(ticket, operations, answer));
    }

    private void tryToLock(String transaction, Request request) {
        for (List<Object> operation : request.operations()) {
            switch (table.acquire(
                    operation.get(1), request.ticket(), !operation.get(0).equals("r"))) {
                case WAIT -> {
                    waiting.put(transaction, request);
                    return;
                }
                case DIE -> {
                    release(transaction);
                    request.answer().accept(false);
                    return;
                }
                case GRANTED -> {}
            }
        }
        request.answer().accept(true);
    }

    /** Returns true if a transaction waits for a lock. */
    boolean isWaiting(String transaction) {
        return waiting.containsKey(transaction);
    }

    /** Releases all locks of a transaction and withdraws its request. Other requests may be answered in this call. */
    void release(String transaction) {
        waiting.remove(transaction);
        Long ticket = tickets.remove(transaction);
        if (ticket == null) {
            return;
        }
        table.release(ticket);
        for (String other : List.copyOf(waiting.keySet())) {
            Request request = waiting.remove(other);
            if (request != null) {
                tryToLock(other, request);
            }
        }
    }

    /** Forgets all locks and requests. */
    void clear() {
        table = new LockTable();
        tickets.clear();
        waiting.clear();
    }
}
