package dev.squall.lectures.transactions;

import dev.squall.node.Body;
import dev.squall.node.StableRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Messages between coordinators and the store, and what they keep on stable storage. A step names the life of the store
 * and the ticket that the store gave the transaction, so that a late copy of a step never takes part in another one.
 */
public final class TransactionsMessages {

    private TransactionsMessages() {}

    /** A coordinator begins a transaction; the name is unique in the run. */
    public record Begin(String name) implements Body {}

    /** The store has begun a transaction. */
    public record Begun(String name, long storeLife, long ticket) implements Body {}

    /**
     * A step of a transaction.
     *
     * @param number 0 for the first step of the transaction, then 1, 2, 3, ...
     * @param operation {@code ["r", key, null]}, {@code ["w", key, value]} or {@code ["append", key, value]}
     */
    public record Operate(String name, long storeLife, long ticket, int number, List<Object> operation)
            implements Body {

        public Operate {
            operation = Collections.unmodifiableList(new ArrayList<>(operation));
        }
    }

    /** The store has done a step. */
    public record Operated(String name, int number, Object result) implements Body {}

    /** All steps are done; the transaction is to commit. */
    public record Commit(String name, long storeLife, long ticket, int number) implements Body {}

    /** The transaction has committed. */
    public record Committed(String name) implements Body {}

    /** The coordinator gives a transaction up, which it has not asked to commit. */
    public record Abandon(long storeLife, long ticket) implements Body {}

    /** The store has aborted a transaction, instead of the step of this number. */
    public record Aborted(String name, int number, int code, String text) implements Body {}

    /** A life of the node begins. */
    public record LifeBegun() implements StableRecord {}

    /** The writes of a committed transaction: a list of {@code [key, value]}. */
    public record Installed(List<List<Object>> writes) implements StableRecord {

        public Installed {
            List<List<Object>> copy = new ArrayList<>();
            writes.forEach(write -> copy.add(Collections.unmodifiableList(new ArrayList<>(write))));
            writes = Collections.unmodifiableList(copy);
        }
    }
}
