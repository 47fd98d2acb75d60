package dev.squall.lectures.transactions;

import dev.squall.lectures.transactions.TransactionsMessages.Abandon;
import dev.squall.lectures.transactions.TransactionsMessages.Aborted;
import dev.squall.lectures.transactions.TransactionsMessages.Begin;
import dev.squall.lectures.transactions.TransactionsMessages.Begun;
import dev.squall.lectures.transactions.TransactionsMessages.Commit;
import dev.squall.lectures.transactions.TransactionsMessages.Committed;
import dev.squall.lectures.transactions.TransactionsMessages.Installed;
import dev.squall.lectures.transactions.TransactionsMessages.Operate;
import dev.squall.lectures.transactions.TransactionsMessages.Operated;
import dev.squall.node.Environment;
import dev.squall.node.StableRecord;
import dev.squall.node.Timer;
import dev.squall.node.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Transactional store of the cluster. The store interleaves the steps of several transactions as their messages arrive.
 * A transaction's writes are stable before the store acknowledges its commit. A crash aborts all uncommitted
 * transactions.
 */
final class TransactionStore {

    /** A transaction that has begun and has not ended. */
    private static final class Active {
        private final String name;
        private final String coordinator;
        private final long ticket;
        private final long snapshot;
        private final Map<Object, Object> writes = new LinkedHashMap<>();
        private int nextNumber;
        private Operate waiting;
        private Timer expiry;

        Active(String name, String coordinator, long ticket, long snapshot) {
            this.name = name;
            this.coordinator = coordinator;
            this.ticket = ticket;
            this.snapshot = snapshot;
        }
    }

    private final Environment environment;
    private final Isolation isolation;
    private final int lifetimeMillis;
    private final VersionedMap committed = new VersionedMap();
    private final LockTable locks = new LockTable();
    private final Map<Long, Active> active = new LinkedHashMap<>();
    private long life;
    private long lastTicket;

    /**
     * Creates the store.
     *
     * @param lifetimeMillis time after which the store aborts a transaction, because its coordinator may have crashed
     */
    TransactionStore(Environment environment, Isolation isolation, int lifetimeMillis) {
        this.environment = environment;
        this.isolation = isolation;
        this.lifetimeMillis = lifetimeMillis;
    }

    /** Begins a life of the store with the records on stable storage. */
    void start(long lifeOfNode, List<StableRecord> records) {
        life = lifeOfNode;
        for (StableRecord record : records) {
            if (record instanceof Installed installed) {
                Map<Object, Object> writes = new LinkedHashMap<>();
                installed.writes().forEach(write -> writes.put(write.get(0), write.get(1)));
                committed.install(writes, committed.snapshot());
            }
        }
    }

    void onBegin(String coordinator, Begin begin) {
        Active transaction = new Active(begin.name(), coordinator, ++lastTicket, committed.snapshot());
        active.put(transaction.ticket, transaction);
        transaction.expiry = environment.setTimer(
                lifetimeMillis, () -> abort(transaction, ErrorCode.ABORT, "the transaction took too long"));
        environment.send(coordinator, new Begun(begin.name(), life, transaction.ticket));
    }

    void onOperate(Operate operate) {
        Active transaction = find(operate.storeLife(), operate.ticket());
        // A step with a smaller number is a duplicate. A step with a larger number cannot arrive, because the
        // coordinator waits for each result.
        if (transaction != null && operate.number() == transaction.nextNumber) {
            transaction.nextNumber++;
            perform(transaction, operate);
        }
    }

    void onAbandon(Abandon abandon) {
        Active transaction = find(abandon.storeLife(), abandon.ticket());
        if (transaction != null) {
            end(transaction);
        }
    }

    void onCommit(Commit commit) {
        Active transaction = find(commit.storeLife(), commit.ticket());
        if (transaction == null) {
            return;
        }
        boolean isTooLate = isolation.readsSnapshot()
                && transaction.writes.keySet().stream()
                        .anyMatch(key -> committed.isWrittenAfter(key, transaction.snapshot));
        if (isTooLate) {
            transaction.nextNumber = commit.number() + 1;
            abort(transaction, ErrorCode.TXN_CONFLICT, "another transaction has committed a write of the same key");
            return;
        }
        if (!transaction.writes.isEmpty()) {
            List<List<Object>> writes = new ArrayList<>();
            transaction.writes.forEach((key, value) -> writes.add(List.of(key, value)));
            environment.storage().append(new Installed(writes));
            environment.storage().sync();
            long oldest = active.values().stream()
                    .mapToLong(other -> other.snapshot)
                    .min()
                    .orElse(committed.snapshot());
            committed.install(transaction.writes, oldest);
        }
        environment.send(transaction.coordinator, new Committed(transaction.name));
        end(transaction);
    }

    private Active find(long storeLife, long ticket) {
        return storeLife == life ? active.get(ticket) : null;
    }

    private void perform(Active transaction, Operate operate) {
        Object key = operate.operation().get(1);
        boolean isWrite = !operate.operation().get(0).equals("r");
        if (isolation.locks(isWrite)) {
            switch (locks.acquire(key, transaction.ticket, isWrite)) {
                case WAIT -> {
                    transaction.waiting = operate;
                    return;
                }
                case DIE -> {
                    abort(transaction, ErrorCode.TXN_CONFLICT, "an older transaction uses the same key");
                    return;
                }
                case GRANTED -> {}
            }
        }
        Object result = operate.operation().get(2);
        if (operate.operation().get(0).equals("append")) {
            Object before = own(transaction, key);
            if (before != null && !(before instanceof List)) {
                abort(transaction, ErrorCode.MALFORMED_REQUEST, "the key " + key + " holds no list to append to");
                return;
            }
            transaction.writes.put(key, appended((List<?>) before, result));
        } else if (isWrite) {
            transaction.writes.put(key, result);
        } else {
            result = read(transaction, key);
        }
        environment.send(transaction.coordinator, new Operated(transaction.name, operate.number(), result));
        retryWaiting();
    }

    private static List<Object> appended(List<?> before, Object element) {
        List<Object> list = before == null ? new ArrayList<>() : new ArrayList<>(before);
        list.add(element);
        return Collections.unmodifiableList(list);
    }

    /**
     * Returns the value that a transaction reads: an uncommitted write in place if the isolation level allows it,
     * otherwise the result of {@link #own}.
     */
    private Object read(Active transaction, Object key) {
        Active writer = isolation.readsUncommitted() ? active.get(locks.exclusiveHolder(key)) : null;
        return writer != null && writer.writes.containsKey(key) ? writer.writes.get(key) : own(transaction, key);
    }

    /**
     * Returns a transaction's own write of a key. Without an own write, returns the committed value, of the
     * transaction's snapshot under snapshot isolation.
     */
    private Object own(Active transaction, Object key) {
        if (transaction.writes.containsKey(key)) {
            return transaction.writes.get(key);
        }
        return isolation.readsSnapshot() ? committed.read(key, transaction.snapshot) : committed.read(key);
    }

    private void abort(Active transaction, ErrorCode code, String text) {
        environment.send(
                transaction.coordinator, new Aborted(transaction.name, transaction.nextNumber - 1, code.code(), text));
        end(transaction);
    }

    private void end(Active transaction) {
        active.remove(transaction.ticket);
        transaction.expiry.cancel();
        transaction.waiting = null;
        locks.release(transaction.ticket);
        retryWaiting();
    }

    /**
     * Repeats the lock requests of waiting transactions. Some locks may be free, and others may have an older holder.
     */
    private void retryWaiting() {
        for (Active transaction : List.copyOf(active.values())) {
            Operate operate = transaction.waiting;
            if (operate != null) {
                transaction.waiting = null;
                perform(transaction, operate);
            }
        }
    }
}
