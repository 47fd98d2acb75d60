package dev.squall.node.protocol;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The client requests and replies of the broadcast workloads, as in Maelstrom. Nodes report their broadcasts and
 * deliveries as {@link BroadcastFacts}.
 */
public final class Broadcasts {

    /** All bodies of the broadcast workloads, {@link ErrorReply}, and the facts that checkers of broadcasts need. */
    public static final Vocabulary VOCABULARY = new Vocabulary(
            List.of(
                    Topology.class,
                    TopologyOk.class,
                    Broadcast.class,
                    BroadcastOk.class,
                    Read.class,
                    ReadOk.class,
                    ErrorReply.class),
            List.of(),
            BroadcastFacts.ALL);

    private Broadcasts() {}

    /**
     * Suggests neighbours to each node. A node may ignore the suggestion.
     *
     * @param topology the neighbours of each node
     */
    public record Topology(Map<String, List<String>> topology) implements Body {

        public Topology {
            topology = Collections.unmodifiableMap(new TreeMap<>(topology));
        }
    }

    /** The node knows the topology. */
    public record TopologyOk() implements Body {}

    /**
     * Asks a node to broadcast a message to all nodes, including itself. No two requests have the same message.
     *
     * @param message any JSON value
     */
    public record Broadcast(Object message) implements Body {}

    /** The node has accepted the message. */
    public record BroadcastOk() implements Body {}

    /** Asks a node for the messages that it has delivered. */
    public record Read() implements Body {}

    /**
     * The delivered messages.
     *
     * @param messages the messages, in the order of their delivery if the node keeps that order
     */
    public record ReadOk(List<Object> messages) implements Body {

        public ReadOk {
            messages = List.copyOf(messages);
        }
    }
}
