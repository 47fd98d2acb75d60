package dev.squall.lectures.commit;

import dev.squall.lectures.raft.RaftNode;
import dev.squall.lectures.raft.RaftOptions;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Fact;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.StableRecord;
import dev.squall.node.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Nodes with fault-tolerant two-phase commit over Raft, with the options of {@link CommitOptions#of} and of {@link
 * RaftOptions#of}. A flawed variant overrides the creation of the commit layer.
 */
public class FaultTolerantCommitProgram implements NodeProgram {

    private static final Vocabulary VOCABULARY = vocabularyOver(RaftProgram.PROTOCOL);

    private static Vocabulary vocabularyOver(Vocabulary raft) {
        List<Class<? extends Body>> bodies = new ArrayList<>(raft.bodies().values());
        bodies.add(CommitMessages.Prepare.class);
        List<Class<? extends StableRecord>> records =
                new ArrayList<>(raft.stableRecords().values());
        records.add(CommitRecords.VoteCast.class);
        List<Class<? extends Fact>> facts = new ArrayList<>(raft.facts().values());
        facts.addAll(CommitFacts.ALL);
        return new Vocabulary(bodies, records, facts).withBodies(CommitMessages.CLIENTS);
    }

    @Override
    public final Node create(Environment environment, Map<String, String> options) {
        FaultTolerantCommit commit = newCommit(environment, CommitOptions.known(options));
        RaftOptions raft = RaftOptions.of(CommitOptions.without(options));
        RaftOptions neverCompacted = new RaftOptions(
                raft.electionTimeoutMillis(),
                raft.electionTimeoutSpreadMillis(),
                raft.heartbeatMillis(),
                raft.entriesPerMessage(),
                Integer.MAX_VALUE);
        RaftNode node = new RaftNode(new RaftLayer(environment), neverCompacted, commit);
        commit.standOn(node);
        return node;
    }

    /** Creates the commit layer of a node. */
    protected FaultTolerantCommit newCommit(Environment environment, CommitOptions options) {
        return new FaultTolerantCommit(environment, options);
    }

    @Override
    public final Vocabulary vocabulary() {
        return VOCABULARY;
    }
}
