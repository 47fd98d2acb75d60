package dev.squall.node.protocol;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The client requests and replies of Maelstrom's transactions. One request holds a whole transaction. It fails with
 * {@link ErrorCode#TXN_CONFLICT} or {@link ErrorCode#ABORT} if the transaction did not take effect and never will.
 */
public final class Transactions {

    /** The bodies of this workload, and {@link ErrorReply}. */
    public static final Vocabulary VOCABULARY =
            new Vocabulary(List.of(Txn.class, TxnOk.class, ErrorReply.class), List.of(), List.of());

    private Transactions() {}

    /**
     * A transaction.
     *
     * @param txn the operations in their order: {@code ["r", key, null]}, {@code ["w", key, value]} or {@code
     *     ["append", key, value]}
     */
    public record Txn(List<List<Object>> txn) implements Body {

        public Txn {
            txn = copy(txn);
        }
    }

    /**
     * The transaction committed.
     *
     * @param txn the operations of the request, each read with its result: a value, a list, or null for an absent key
     */
    public record TxnOk(List<List<Object>> txn) implements Body {

        public TxnOk {
            txn = copy(txn);
        }
    }

    private static List<List<Object>> copy(List<List<Object>> operations) {
        List<List<Object>> copy = new ArrayList<>(operations.size());
        for (List<Object> operation : operations) {
            copy.add(Collections.unmodifiableList(new ArrayList<>(operation)));
        }
        return Collections.unmodifiableList(copy);
    }
}
