package dev.squall.lectures.commit;

import dev.squall.node.Fact;
import java.util.List;

/**
 * Facts about atomic commitment that its analysis reads. A restarted node notes the facts of its stable storage again,
 * because a crash may have lost them.
 */
public final class CommitFacts {

    /** The facts of this class. */
    public static final List<Class<? extends Fact>> ALL =
            List.of(Begun.class, Voted.class, Suspected.class, Decided.class, Resumed.class);

    private CommitFacts() {}

    /**
     * The node is about to ask the participants of a transaction for their votes.
     *
     * @param participants names of the participating nodes
     */
    public record Begun(Object transaction, List<String> participants) implements Fact {

        public Begun {
            participants = List.copyOf(participants);
        }
    }

    /** The node has cast its vote, which has not left the node yet: ok if true, abort if false. */
    public record Voted(Object transaction, boolean ok) implements Fact {}

    /** The node is about to vote to abort on behalf of a silent participant. */
    public record Suspected(Object transaction, String participant) implements Fact {}

    /** The transaction is decided at this node: commit if true, abort if false. */
    public record Decided(Object transaction, boolean commit) implements Fact {}

    /** The node has noted the facts of its stable storage again after a crash. */
    public record Resumed() implements Fact {}
}
