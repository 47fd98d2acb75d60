package dev.squall.lectures.transactions;

import dev.squall.node.Body;
import dev.squall.node.StableRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Messages between coordinators and the store, and records on stable storage. A step names the store's life and the
 * transaction's ticket, so a late copy of a step never becomes part of another transaction.
 */
public final class TransactionsMessages {

    private TransactionsMessages() {}

    /** Request of a coordinator to begin a transaction. The name is unique in the run. */
    public record Begin(String name) implements Body {}

    /** Response of the store that it has begun a transaction. */
    public record Begun(String name, long storeLife, long ticket) implements Body {}

    /**
     * Request of a coordinator for one step of a transaction.
     *
     * @param number number of the step within the transaction, from 0
     * @param operation {@code ["r", key, null]}, {@code ["w", key, value]} or {@code ["append", key, value]}
     */
    public record Operate(String name, long storeLife, long ticket, int number, List<Object> operation)
            implements Body {

        public Operate {
            operation = Collections.unmodifiableList(new ArrayList<>(operation));
        }
    }

    /** Response of the store with the result of a step. */
    public record Operated(String name, int number, Object result) implements Body {}

    /** Request of a coordinator to commit a transaction after all its steps. */
    public record Commit(String name, long storeLife, long ticket, int number) implements Body {}

    /** Response of the store that a transaction has committed. */
    public record Committed(String name) implements Body {}

    /** Notice that the coordinator has given up a transaction before requesting its commit. */
    public record Abandon(long storeLife, long ticket) implements Body {}

    /** Response of the store that it has aborted a transaction instead of running the step with this number. */
    public record Aborted(String name, int number, int code, String text) implements Body {}

    /** The node has begun a life. */
    public record LifeBegun() implements StableRecord {}

    /** Writes of a committed transaction, as a list of {@code [key, value]}. */
    public record Installed(List<List<Object>> writes) implements StableRecord {

        public Installed {
            List<List<Object>> copy = new ArrayList<>();
            writes.forEach(write -> copy.add(Collections.unmodifiableList(new ArrayList<>(write))));
            writes = Collections.unmodifiableList(copy);
        }
    }
}
