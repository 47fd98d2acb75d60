package dev.squall.lectures.raft;

import dev.squall.node.Environment;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.AppendKv;
import dev.squall.node.protocol.LinKv;
import java.util.List;
import java.util.Map;

/**
 * The key-value store over Raft, with the options of {@link RaftOptions#of}. The store serves the requests of
 * Maelstrom's lin-kv, and appends. A flawed variant is a subclass with nodes that override one method.
 */
public class RaftProgram implements NodeProgram {

    /** Messages, records and facts of Raft itself, without an application's. */
    public static final Vocabulary PROTOCOL = new Vocabulary(
            List.of(
                    RaftMessages.VoteRequest.class,
                    RaftMessages.VoteResponse.class,
                    RaftMessages.LogRequest.class,
                    RaftMessages.LogResponse.class,
                    RaftMessages.SnapshotRequest.class,
                    RaftMessages.ForwardRequest.class,
                    RaftMessages.ForwardResponse.class),
            List.of(
                    RaftRecords.TermAndVote.class,
                    RaftRecords.EntryAppended.class,
                    RaftRecords.LogTruncated.class,
                    RaftRecords.CommitLength.class,
                    RaftRecords.SnapshotTaken.class),
            List.of(
                    RaftFacts.Recovered.class,
                    RaftFacts.BecameFollower.class,
                    RaftFacts.BecameCandidate.class,
                    RaftFacts.BecameLeader.class,
                    RaftFacts.VoteGranted.class,
                    RaftFacts.Appended.class,
                    RaftFacts.Truncated.class,
                    RaftFacts.Committed.class,
                    RaftFacts.Applied.class,
                    RaftFacts.InstalledSnapshot.class,
                    RaftFacts.StateReached.class));

    private static final Vocabulary VOCABULARY =
            PROTOCOL.withBodies(LinKv.VOCABULARY).withBodies(AppendKv.VOCABULARY);

    @Override
    public final Node create(Environment environment, Map<String, String> options) {
        RaftOptions raftOptions = RaftOptions.of(options);
        return newNode(environment, raftOptions, newStore(environment, raftOptions));
    }

    /** Creates a node that delivers commands to a store. */
    protected RaftNode newNode(Environment environment, RaftOptions options, KeyValueStore store) {
        return new RaftNode(environment, options, store);
    }

    /** Creates the store of a node. */
    protected KeyValueStore newStore(Environment environment, RaftOptions options) {
        return new KeyValueStore(environment);
    }

    @Override
    public final Vocabulary vocabulary() {
        return VOCABULARY;
    }
}
