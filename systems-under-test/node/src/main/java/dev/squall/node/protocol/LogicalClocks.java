package dev.squall.node.protocol;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import java.util.List;

/**
 * The client requests and replies of the workloads on logical clocks. Nodes do something, or send each other messages,
 * by {@link Links.Send}. They report the timestamp of each event as one of {@link ClockFacts}.
 */
public final class LogicalClocks {

    /** The bodies of these workloads, {@link ErrorReply}, and the facts by which clocks are judged. */
    public static final Vocabulary VOCABULARY = new Vocabulary(
            List.of(Event.class, EventOk.class, Links.Send.class, Links.SendOk.class, ErrorReply.class),
            List.of(),
            ClockFacts.ALL);

    private LogicalClocks() {}

    /** Asks a node to do something that neither sends nor receives. */
    public record Event() implements Body {}

    /**
     * The node has done something.
     *
     * @param timestamp the timestamp of the event; null if the node does not tell it to clients
     */
    public record EventOk(Object timestamp) implements Body {}
}
