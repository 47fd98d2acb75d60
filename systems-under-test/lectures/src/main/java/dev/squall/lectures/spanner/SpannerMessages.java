package dev.squall.lectures.spanner;

import dev.squall.node.Body;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Messages between nodes. A transaction's name is unique in the run. An operation is {@code ["r", key, null]}, {@code
 * ["w", key, value]} or {@code ["append", key, value]}.
 */
public final class SpannerMessages {

    /** The messages of this class. */
    static final List<Class<? extends Body>> ALL = List.of(
            BeginTransaction.class,
            Prepare.class,
            Vote.class,
            Decision.class,
            TransactionEnded.class,
            ReadAt.class,
            ReadAtOk.class);

    private SpannerMessages() {}

    /** Returns an unmodifiable copy, which may contain null. */
    static <T> List<T> copy(List<T> list) {
        return Collections.unmodifiableList(new ArrayList<>(list));
    }

    /**
     * Request of a client's node to the coordinator's shard to run a read-write transaction.
     *
     * @param ticket age of the transaction; a lower ticket is older
     */
    public record BeginTransaction(String transaction, long ticket, List<List<Object>> operations) implements Body {

        public BeginTransaction {
            operations = copy(operations);
        }
    }

    /**
     * Request of the coordinator to lock, execute and prepare the operations of one shard.
     *
     * @param ticket age of the transaction; a lower ticket is older
     * @param coordinator shard of the coordinator
     */
    public record Prepare(String transaction, long ticket, int coordinator, List<List<Object>> operations)
            implements Body {

        public Prepare {
            operations = copy(operations);
        }
    }

    /**
     * Vote of a participating shard, sent to the coordinator's shard.
     *
     * @param shard shard of the participant
     * @param ok true if the transaction is prepared; false to abort
     * @param timestamp lower bound on the commit timestamp
     * @param results results of the shard's operations
     */
    public record Vote(String transaction, int shard, boolean ok, long timestamp, List<Object> results)
            implements Body {

        public Vote {
            results = copy(results);
        }
    }

    /** Decision of the coordinator: commit at the timestamp, or abort. */
    public record Decision(String transaction, boolean commit, long timestamp) implements Body {}

    /** Response of the coordinator to {@link BeginTransaction}, after the decision. */
    public record TransactionEnded(String transaction, boolean commit, long timestamp, List<Object> results)
            implements Body {

        public TransactionEnded {
            results = copy(results);
        }
    }

    /** Request of a client's node to read keys of one shard as of a timestamp. */
    public record ReadAt(String transaction, long timestamp, List<Object> keys) implements Body {

        public ReadAt {
            keys = copy(keys);
        }
    }

    /** Response to {@link ReadAt}, with the values in the order of the keys. */
    public record ReadAtOk(String transaction, int shard, List<Object> values) implements Body {

        public ReadAtOk {
            values = copy(values);
        }
    }
}
