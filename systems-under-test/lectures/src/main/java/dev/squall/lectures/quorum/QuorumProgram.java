package dev.squall.lectures.quorum;

import dev.squall.lectures.quorum.QuorumOptions.ReadRepair;
import dev.squall.node.Environment;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.LinKv;
import java.util.List;
import java.util.Map;

/**
 * The key-value store replicated by quorums, with the options of {@link QuorumOptions#of}. The store serves Maelstrom's
 * lin-kv without cas. Read repair is synchronous, unless an option or the subclass sets another default. A flawed
 * variant is a subclass with nodes that override one method.
 */
public class QuorumProgram implements NodeProgram {

    private static final Vocabulary VOCABULARY = new Vocabulary(
                    List.of(
                            QuorumMessages.GetRequest.class,
                            QuorumMessages.GetResponse.class,
                            QuorumMessages.SetRequest.class,
                            QuorumMessages.SetResponse.class),
                    List.of(
                            QuorumRecords.LifeBegun.class,
                            QuorumRecords.CounterIssued.class,
                            QuorumRecords.VersionStored.class),
                    List.of(QuorumFacts.Recovered.class, QuorumFacts.TimestampIssued.class, QuorumFacts.Stored.class))
            .withBodies(LinKv.VOCABULARY);

    private final ReadRepair defaultReadRepair;

    /** Creates the program of the linearizable store. */
    public QuorumProgram() {
        this(ReadRepair.SYNCHRONOUS);
    }

    /** Creates a program with another default of read repair. */
    protected QuorumProgram(ReadRepair defaultReadRepair) {
        this.defaultReadRepair = defaultReadRepair;
    }

    @Override
    public final Node create(Environment environment, Map<String, String> options) {
        return newNode(environment, QuorumOptions.of(options, defaultReadRepair));
    }

    /** Creates a node of the quorum store. */
    protected QuorumNode newNode(Environment environment, QuorumOptions options) {
        return new QuorumNode(environment, options);
    }

    @Override
    public final Vocabulary vocabulary() {
        return VOCABULARY;
    }
}
