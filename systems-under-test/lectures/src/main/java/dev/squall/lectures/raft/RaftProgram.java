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
 * The key-value store over Raft: Maelstrom's lin-kv, and appends, with the options of {@link RaftOptions#of}. A flawed
 * variant is a subclass whose nodes differ in one method.
 */
public class RaftProgram implements NodeProgram {

    /** The messages, records and facts of Raft itself, without those of an application. */
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

    /** Makes a node that delivers to this store. */
    protected RaftNode newNode(Environment environment, RaftOptions options, KeyValueStore store) {
        return new RaftNode(environment, options, store);
    }

    /** Makes a node's store. */
    protected KeyValueStore newStore(Environment environment, RaftOptions options) {
        return new KeyValueStore(environment);
    }

    @Override
    public final Vocabulary vocabulary() {
        return VOCABULARY;
    }
}
