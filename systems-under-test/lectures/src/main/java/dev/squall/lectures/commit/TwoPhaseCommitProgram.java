package dev.squall.lectures.commit;

import dev.squall.node.Environment;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import java.util.Map;

/**
 * Nodes with two-phase commit, with the options of {@link CommitOptions#of}. A flawed variant overrides the creation of
 * the coordinator or of the participant.
 */
public class TwoPhaseCommitProgram implements NodeProgram {

    private static final Vocabulary VOCABULARY =
            new Vocabulary(CommitMessages.NODES, CommitRecords.ALL, CommitFacts.ALL).withBodies(CommitMessages.CLIENTS);

    @Override
    public final Node create(Environment environment, Map<String, String> options) {
        CommitOptions commitOptions = CommitOptions.of(options);
        return new TwoPhaseCommitNode(
                environment, newCoordinator(environment, commitOptions), newParticipant(environment, commitOptions));
    }

    /** Creates the coordinator of a node's transactions. */
    protected Coordinator newCoordinator(Environment environment, CommitOptions options) {
        return new Coordinator(environment, options);
    }

    /** Creates a node's participant. */
    protected Participant newParticipant(Environment environment, CommitOptions options) {
        return new Participant(environment);
    }

    @Override
    public final Vocabulary vocabulary() {
        return VOCABULARY;
    }
}
