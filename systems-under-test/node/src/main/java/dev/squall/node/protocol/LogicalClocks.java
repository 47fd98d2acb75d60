package dev.squall.node.protocol;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import java.util.List;

/**
 * The client requests and replies of the workloads on logical clocks. Nodes perform local events, and send each other
 * messages on {@link Links.Send}. Nodes report the timestamp of each event as one of {@link ClockFacts}.
 */
public final class LogicalClocks {

    /** All bodies of the logical clock workloads, {@link ErrorReply}, and the facts that checkers of clocks need. */
    public static final Vocabulary VOCABULARY = new Vocabulary(
            List.of(Event.class, EventOk.class, Links.Send.class, Links.SendOk.class, ErrorReply.class),
            List.of(),
            ClockFacts.ALL);

    private LogicalClocks() {}

    /** Asks a node to perform a local event, which neither sends nor receives a message. */
    public record Event() implements Body {}

    /**
     * The node has performed the event.
     *
     * @param timestamp the timestamp of the event; null if the node does not report it to clients
     */
    public record EventOk(Object timestamp) implements Body {}
}
