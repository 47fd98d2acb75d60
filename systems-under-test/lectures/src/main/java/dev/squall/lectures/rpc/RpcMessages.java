package dev.squall.lectures.rpc;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.ErrorReply;
import java.util.List;

/** Messages of the counter service: those between stub and server, and those between a client and its stub. */
public final class RpcMessages {

    /** The bodies of this class, {@link ErrorReply}, and the facts by which the service is judged. */
    public static final Vocabulary VOCABULARY = new Vocabulary(
            List.of(
                    Request.class,
                    Response.class,
                    Increment.class,
                    IncrementOk.class,
                    Read.class,
                    ReadOk.class,
                    Flush.class,
                    FlushOk.class,
                    ErrorReply.class),
            List.of(),
            RpcFacts.ALL);

    private RpcMessages() {}

    /**
     * Name of a remote procedure call, the same in each retry.
     *
     * @param stub the node of the client stub
     * @param life number of the stub's life, which is on stable storage; so no life uses another's numbers
     * @param number number of the call in this life, from 1
     */
    public record RequestId(String stub, long life, long number) {}

    /**
     * A remote procedure call.
     *
     * @param unansweredFrom the least number in this life of a call without a response. The stub has the response of
     *     every call below, and will not retry it
     * @param increment name of the increment; null if the call is a read
     */
    public record Request(RequestId id, long unansweredFrom, Object increment) implements Body {}

    /**
     * The result of a call.
     *
     * @param counter the counter after the call
     */
    public record Response(RequestId id, long counter) implements Body {}

    /**
     * Asks a stub to increment the counter by 1.
     *
     * @param increment name of the increment, any JSON. No two increments of a run have the same name
     */
    public record Increment(Object increment) implements Body {}

    /** The counter was incremented. */
    public record IncrementOk() implements Body {}

    /** Asks a stub for the counter. */
    public record Read() implements Body {}

    /** The counter. */
    public record ReadOk(long counter) implements Body {}

    /**
     * Asks if the stub has the response of every call. If not, the reply is {@link
     * dev.squall.node.protocol.ErrorCode#TEMPORARILY_UNAVAILABLE}.
     */
    public record Flush() implements Body {}

    /** The stub has the response of every call. */
    public record FlushOk() implements Body {}
}
