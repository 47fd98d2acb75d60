package dev.squall.lectures.broadcast;

import dev.squall.lectures.raft.RaftNode;
import dev.squall.lectures.raft.RaftOptions;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.node.Environment;
import dev.squall.node.Fact;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.BroadcastFacts;
import dev.squall.node.protocol.Broadcasts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Nodes with a total order broadcast over Raft, with the options of {@link RaftOptions#of}. */
public final class RaftBroadcastProgram implements NodeProgram {

    private static final Vocabulary VOCABULARY = vocabularyOf(RaftProgram.PROTOCOL);

    private static Vocabulary vocabularyOf(Vocabulary raft) {
        List<Class<? extends Fact>> facts = new ArrayList<>(raft.facts().values());
        facts.addAll(BroadcastFacts.ALL);
        return new Vocabulary(
                        List.copyOf(raft.bodies().values()),
                        List.copyOf(raft.stableRecords().values()),
                        facts)
                .withBodies(Broadcasts.VOCABULARY);
    }

    @Override
    public Node create(Environment environment, Map<String, String> options) {
        RaftBroadcast broadcast = new RaftBroadcast(environment);
        RaftNode raft = new RaftNode(environment, RaftOptions.of(options), broadcast);
        broadcast.standOn(raft);
        return raft;
    }

    @Override
    public Vocabulary vocabulary() {
        return VOCABULARY;
    }
}
