package dev.squall.lectures.store;

import dev.squall.lectures.commit.Resource;
import dev.squall.lectures.store.StoreMessages.Abandon;
import dev.squall.lectures.store.StoreMessages.Died;
import dev.squall.lectures.store.StoreMessages.Operate;
import dev.squall.lectures.store.StoreMessages.Operated;
import dev.squall.lectures.transactions.LockTable;
import dev.squall.lectures.transactions.LockTable.Answer;
import dev.squall.node.Environment;
import dev.squall.node.Timer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One node's part of the keys, under strict two-phase locking (lecture 7.1). A transaction's locks and uncommitted
 * writes are in memory until the transaction is prepared. The shard is the {@link Resource} of a participant in
 * two-phase commit, which stores the writes with its vote.
 *
 * <p>A shard may abort a transaction until it is prepared: if an older transaction holds a lock, if the coordinator is
 * silent for too long, or in a crash. The shard then votes to abort. A prepared transaction keeps the locks of its
 * writes until the decision, also across crashes. The locks of its reads do not survive a crash. This does no harm,
 * because a transaction is prepared only when it has all its locks.
 *
 * <p>Memory grows with the number of transactions in one life, so that copies of steps are recognised.
 */
public class Shard implements Resource {

    /** A transaction that has begun here and has not ended. */
    private static final class Active {
        private final long ticket;
        private String coordinator;
        private final Map<Object, Object> writes = new LinkedHashMap<>();
        /** Number of the last step that has arrived. */
        private int lastNumber = -1;
        /** Result of the last step; null while the step waits for a lock. */
        private Operated lastResult;
        /** Number of steps with a result. */
        private int performed;

        private boolean isPrepared;
        private Operate waiting;
        private Timer expiry = () -> {};

        private Active(long ticket) {
            this.ticket = ticket;
        }
    }

    private final Environment environment;
    private final StoreOptions options;
    private final Map<Object, Object> committed = new LinkedHashMap<>();
    private final LockTable locks = new LockTable();
    private final Map<Long, Active> active = new LinkedHashMap<>();
    /** Transactions that have ended here in this life. */
    private final Set<Long> ended = new HashSet<>();

    private long life;

    protected Shard(Environment environment, StoreOptions options) {
        this.environment = environment;
        this.options = options;
    }

    /** Begins a life of the shard, before the participant restores what is stored. */
    final void beginLife(long lifeOfNode) {
        life = lifeOfNode;
    }

    // ---- Steps of transactions

    final void onOperate(String coordinator, Operate operate) {
        if (ended.contains(operate.ticket())) {
            // The message that the transaction has died may be lost.
            environment.send(coordinator, new Died(operate.ticket(), operate.number(), "the transaction has ended"));
            return;
        }
        Active transaction = active.get(operate.ticket());
        if (transaction == null) {
            endEarlierAttempts(operate.ticket());
            transaction = begin(operate.ticket());
            transaction.coordinator = coordinator;
            // The coordinator began the transaction earlier, so it has given up by then, unless all steps are done.
            transaction.expiry = environment.setTimer(options.transactionTimeoutMillis(), () -> end(operate.ticket()));
        }
        if (!transaction.isPrepared && operate.number() > transaction.lastNumber) {
            transaction.lastNumber = operate.number();
            transaction.lastResult = null;
            perform(transaction, operate);
            retryWaiting();
        } else if (operate.number() == transaction.lastNumber && transaction.lastResult != null) {
            environment.send(coordinator, transaction.lastResult);
        }
    }

    /** Ends what is left of a transaction's earlier attempts, if the coordinator's message to abandon them is lost. */
    private void endEarlierAttempts(long ticket) {
        for (Active other : List.copyOf(active.values())) {
            if (StoreTickets.isEarlierAttempt(other.ticket, ticket) && !other.isPrepared) {
                end(other.ticket);
            }
        }
    }

    private Active begin(long ticket) {
        Active transaction = new Active(ticket);
        active.put(ticket, transaction);
        return transaction;
    }

    final void onAbandon(Abandon abandon) {
        Active transaction = active.get(abandon.ticket());
        if (transaction == null || !transaction.isPrepared) {
            end(abandon.ticket());
        }
    }

    private void perform(Active transaction, Operate operate) {
        Object key = operate.operation().get(1);
        boolean isWrite = !operate.operation().get(0).equals("r");
        if (isWrite || locksReads()) {
            Answer answer = locks.acquire(key, transaction.ticket, isWrite);
            if (answer == Answer.WAIT || answer == Answer.DIE && waitsForOlder()) {
                transaction.waiting = operate;
                return;
            } else if (answer == Answer.DIE) {
                die(transaction, operate, "an older transaction uses the key " + key);
                return;
            }
        }
        Object before = transaction.writes.containsKey(key) ? transaction.writes.get(key) : committed.get(key);
        Object result = operate.operation().get(2);
        if (!isWrite) {
            result = before;
            afterRead(key, transaction.ticket);
        } else if (operate.operation().get(0).equals("w")) {
            transaction.writes.put(key, result);
        } else if (before == null || before instanceof List) {
            transaction.writes.put(key, appended((List<?>) before, result));
        } else {
            die(transaction, operate, "the key " + key + " holds no list to append to");
            return;
        }
        transaction.performed++;
        transaction.lastResult = new Operated(transaction.ticket, operate.number(), life, result);
        environment.send(transaction.coordinator, transaction.lastResult);
    }

    private static List<Object> appended(List<?> before, Object element) {
        List<Object> list = before == null ? new ArrayList<>() : new ArrayList<>(before);
        list.add(element);
        return Collections.unmodifiableList(list);
    }

    private void die(Active transaction, Operate operate, String text) {
        environment.send(transaction.coordinator, new Died(transaction.ticket, operate.number(), text));
        end(transaction.ticket);
    }

    /** Forgets a transaction that is not prepared or is decided, and releases its locks. */
    private void end(long ticket) {
        ended.add(ticket);
        Active transaction = active.remove(ticket);
        if (transaction != null) {
            transaction.expiry.cancel();
            transaction.waiting = null;
            locks.release(ticket);
            retryWaiting();
        }
    }

    /** Repeats the lock requests of waiting transactions. Some locks may be free, others may have an older holder. */
    private void retryWaiting() {
        for (Active transaction : List.copyOf(active.values())) {
            Operate operate = transaction.waiting;
            if (operate != null) {
                transaction.waiting = null;
                perform(transaction, operate);
            }
        }
    }

    // ---- What flawed variants override

    /** Returns true if a read takes the shared lock of its key. */
    protected boolean locksReads() {
        return true;
    }

    /** Handles the end of a read. The transaction keeps its lock. */
    protected void afterRead(Object key, long ticket) {}

    /** Releases the shared lock of a transaction on a key. */
    protected final void releaseReadLock(Object key, long ticket) {
        locks.releaseShared(key, ticket);
    }

    /** Returns true if a transaction waits for older transactions too, so that deadlocks are possible. */
    protected boolean waitsForOlder() {
        return false;
    }

    // ---- Two-phase commit

    /**
     * Prepares a transaction if this life of the shard has performed all its steps here, so that all its locks are
     * held.
     *
     * @param item life of the shard in which the transaction began here, and the number of its steps here
     */
    @Override
    public final Optional<Object> prepare(Object ticket, Object item) {
        Active transaction = active.get(ticket);
        if (transaction == null || !item.equals(Arrays.asList(life, (long) transaction.performed))) {
            return Optional.empty();
        }
        List<List<Object>> writes = new ArrayList<>();
        transaction.writes.forEach((key, value) -> writes.add(Arrays.asList(key, value)));
        return Optional.of(writes);
    }

    @Override
    public final void hold(Object ticket, Object writes) {
        Active transaction = active.get(ticket);
        if (transaction == null) {
            transaction = begin((Long) ticket);
            transaction.writes.putAll(asMap(writes));
            for (Object key : transaction.writes.keySet()) {
                // Transactions in doubt have no key in common, so the lock is free.
                locks.acquire(key, transaction.ticket, true);
            }
        }
        transaction.isPrepared = true;
        transaction.expiry.cancel();
    }

    @Override
    public final void end(Object ticket, Object writes, boolean commit) {
        if (commit) {
            committed.putAll(asMap(writes));
        }
        end((Long) ticket);
    }

    private static Map<Object, Object> asMap(Object writes) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (Object write : (List<?>) writes) {
            map.put(((List<?>) write).get(0), ((List<?>) write).get(1));
        }
        return map;
    }
}
