package dev.squall.lectures.store;

import dev.squall.node.Body;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Messages of a transaction's steps, before two-phase commit. The ticket of a transaction is its name, unique in the
 * run. A transaction with a smaller ticket is older.
 */
public final class StoreMessages {

    /** The messages of this class. */
    static final List<Class<? extends Body>> ALL = List.of(Operate.class, Operated.class, Died.class, Abandon.class);

    private StoreMessages() {}

    /**
     * Request of a coordinator for one step of a transaction.
     *
     * @param number number of the step within the transaction, from 0
     * @param operation {@code ["r", key, null]}, {@code ["w", key, value]} or {@code ["append", key, value]}
     */
    public record Operate(long ticket, int number, List<Object> operation) implements Body {

        public Operate {
            operation = Collections.unmodifiableList(new ArrayList<>(operation));
        }
    }

    /**
     * Response of a shard with the result of a step.
     *
     * @param life number of the shard's life; a later life has no locks of the transaction
     */
    public record Operated(long ticket, int number, long life, Object result) implements Body {}

    /** Response of a shard that it has aborted a transaction instead of running the step with this number. */
    public record Died(long ticket, int number, String text) implements Body {}

    /** Notice that the coordinator has given up a transaction before two-phase commit. */
    public record Abandon(long ticket) implements Body {}
}
