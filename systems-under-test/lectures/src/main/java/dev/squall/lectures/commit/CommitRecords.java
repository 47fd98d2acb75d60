package dev.squall.lectures.commit;

import dev.squall.node.StableRecord;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Records of coordinators and participants on stable storage. Replaying all records in order restores the state. */
public final class CommitRecords {

    /** The records of this class. */
    public static final List<Class<? extends StableRecord>> ALL = List.of(
            TransactionBegun.class, DecisionMade.class, TransactionEnded.class, VoteCast.class, DecisionLearned.class);

    private CommitRecords() {}

    /** The coordinator asks the participants of this transaction for their votes. */
    public record TransactionBegun(Object transaction, Map<String, Object> items) implements StableRecord {

        public TransactionBegun {
            items = Collections.unmodifiableMap(new TreeMap<>(items));
        }
    }

    /** The coordinator has decided. */
    public record DecisionMade(Object transaction, boolean commit) implements StableRecord {}

    /** All participants have the decision on stable storage. */
    public record TransactionEnded(Object transaction) implements StableRecord {}

    /**
     * The participant has voted. After the vote ok, the participant can commit and abort.
     *
     * @param participants names of the participating nodes
     */
    public record VoteCast(Object transaction, List<String> participants, Object item, boolean ok)
            implements StableRecord {

        public VoteCast {
            participants = List.copyOf(participants);
        }
    }

    /** The participant has learned the coordinator's decision, and has committed or aborted the transaction. */
    public record DecisionLearned(Object transaction, boolean commit) implements StableRecord {}
}
