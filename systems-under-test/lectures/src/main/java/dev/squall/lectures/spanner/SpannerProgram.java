package dev.squall.lectures.spanner;

import dev.squall.lectures.raft.RaftNode;
import dev.squall.lectures.raft.RaftOptions;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Fact;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Nodes of Spanner, with the options of {@link SpannerOptions} and {@link RaftOptions#of}. The log is never compacted,
 * so the option {@code snapshot-every} has no effect. A flawed variant overrides the creation of a part.
 */
public class SpannerProgram implements NodeProgram {

    private static final Vocabulary VOCABULARY = vocabularyOver(RaftProgram.PROTOCOL);

    private static Vocabulary vocabularyOver(Vocabulary raft) {
        List<Class<? extends Body>> bodies = new ArrayList<>(raft.bodies().values());
        bodies.addAll(SpannerMessages.ALL);
        List<Class<? extends Fact>> facts = new ArrayList<>(raft.facts().values());
        facts.addAll(SpannerFacts.ALL);
        return new Vocabulary(bodies, List.copyOf(raft.stableRecords().values()), facts)
                .withBodies(Transactions.VOCABULARY);
    }

    @Override
    public final Node create(Environment environment, Map<String, String> options) {
        SpannerOptions spannerOptions = SpannerOptions.of(options);
        RaftOptions raft = RaftOptions.of(SpannerOptions.without(options));
        RaftOptions neverCompacted = new RaftOptions(
                raft.electionTimeoutMillis(),
                raft.electionTimeoutSpreadMillis(),
                raft.heartbeatMillis(),
                raft.entriesPerMessage(),
                Integer.MAX_VALUE);
        TrueTime trueTime = newTrueTime(environment, TimeUnit.MILLISECONDS.toNanos(spannerOptions.epsilonMillis()));
        ShardReplica replica = newReplica(environment, spannerOptions, trueTime);
        Shards shards = new Shards(environment);
        RaftNode node = new RaftNode(environment, neverCompacted, replica) {
            @Override
            protected List<String> members() {
                return shards.members(shards.own());
            }
        };
        replica.standOn(node, newCoordinator(replica), newReads(replica));
        return node;
    }

    /** Creates the clock of a node. */
    protected TrueTime newTrueTime(Environment environment, long epsilonNanos) {
        return new TrueTime(environment, epsilonNanos);
    }

    /** Creates a node's replica of its shard. */
    protected ShardReplica newReplica(Environment environment, SpannerOptions options, TrueTime trueTime) {
        return new ShardReplica(environment, options, trueTime);
    }

    /** Creates the coordinator of a replica. */
    protected Coordinator newCoordinator(ShardReplica replica) {
        return new Coordinator(replica);
    }

    /** Creates the snapshot reads of a replica. */
    protected SnapshotReads newReads(ShardReplica replica) {
        return new SnapshotReads(replica);
    }

    @Override
    public final Vocabulary vocabulary() {
        return VOCABULARY;
    }
}
