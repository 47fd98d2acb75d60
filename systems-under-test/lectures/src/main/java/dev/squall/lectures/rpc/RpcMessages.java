package dev.squall.lectures.rpc;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.ErrorReply;
import java.util.List;

/** Messages of the counter service, between stub and server and between client and stub. */
public final class RpcMessages {

    /**
     * Vocabulary of the counter service: the bodies of this class, {@link ErrorReply}, and the facts of {@link
     * RpcFacts}.
     */
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
     * @param life number of the stub's life, from stable storage, so that the ids of two lives differ
     * @param number number of the call in this life, from 1
     */
    public record RequestId(String stub, long life, long number) {}

    /**
     * A remote procedure call.
     *
     * @param unansweredFrom smallest number of a call without a response in this life. The stub has the responses of
     *     all calls with smaller numbers, and will not retry those calls
     * @param increment name of the increment; null if the call is a read
     */
    public record Request(RequestId id, long unansweredFrom, Object increment) implements Body {}

    /**
     * The response to a remote procedure call.
     *
     * @param counter the counter after the call
     */
    public record Response(RequestId id, long counter) implements Body {}

    /**
     * A client's request that the stub increment the counter by 1.
     *
     * @param increment name of the increment, any JSON. No two increments of a run have the same name
     */
    public record Increment(Object increment) implements Body {}

    /** Reply to a client: the counter was incremented. */
    public record IncrementOk() implements Body {}

    /** A client's request for the value of the counter. */
    public record Read() implements Body {}

    /** Reply to a client with the value of the counter. */
    public record ReadOk(long counter) implements Body {}

    /**
     * A client's question if the stub has the responses of all its calls. If a response is missing, the reply is {@link
     * dev.squall.node.protocol.ErrorCode#TEMPORARILY_UNAVAILABLE}.
     */
    public record Flush() implements Body {}

    /** Reply to a client: the stub has the responses of all its calls. */
    public record FlushOk() implements Body {}
}
