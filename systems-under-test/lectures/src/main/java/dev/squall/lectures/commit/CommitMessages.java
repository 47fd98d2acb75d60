package dev.squall.lectures.commit;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.ErrorReply;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Messages of atomic commitment, between nodes and between client and node. */
public final class CommitMessages {

    /** Requests and replies of clients, {@link ErrorReply}, and the facts of {@link CommitFacts}. */
    public static final Vocabulary CLIENTS = new Vocabulary(
            List.of(Begin.class, BeginOk.class, Flush.class, FlushOk.class, ErrorReply.class),
            List.of(),
            CommitFacts.ALL);

    /** Messages between the nodes. */
    public static final List<Class<? extends Body>> NODES =
            List.of(Prepare.class, Vote.class, Decision.class, DecisionAck.class);

    private CommitMessages() {}

    private static Map<String, Object> copy(Map<String, Object> items) {
        return Collections.unmodifiableMap(new TreeMap<>(items));
    }

    /**
     * A client's request that the node coordinate a transaction.
     *
     * @param transaction name of the transaction, unique in the run
     * @param items item that the transaction claims, by participant
     */
    public record Begin(Object transaction, Map<String, Object> items) implements Body {

        public Begin {
            items = copy(items);
        }
    }

    /** Reply to a client with the decision: commit if true, abort if false. */
    public record BeginOk(boolean commit) implements Body {}

    /**
     * A client's question if the node knows the decision of all its transactions. If a decision is missing, the reply
     * is {@link dev.squall.node.protocol.ErrorCode#TEMPORARILY_UNAVAILABLE}.
     */
    public record Flush() implements Body {}

    /** Reply to a client: the node knows the decision of all its transactions. */
    public record FlushOk() implements Body {}

    /** Request of the coordinator that a participant vote on a transaction. */
    public record Prepare(Object transaction, Map<String, Object> items) implements Body {

        public Prepare {
            items = copy(items);
        }
    }

    /** A participant's vote, which its stable storage holds: ok if true, abort if false. */
    public record Vote(Object transaction, boolean ok) implements Body {}

    /** The coordinator's decision, which its stable storage holds: commit if true, abort if false. */
    public record Decision(Object transaction, boolean commit) implements Body {}

    /** Acknowledgement that the participant's stable storage holds the decision. */
    public record DecisionAck(Object transaction) implements Body {}
}
