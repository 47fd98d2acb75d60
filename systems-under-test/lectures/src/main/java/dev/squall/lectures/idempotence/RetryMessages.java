package dev.squall.lectures.idempotence;

import dev.squall.node.Body;
import dev.squall.node.Fact;

/** Messages between stub and server, and the fact of an execution. */
public final class RetryMessages {

    private RetryMessages() {}

    /**
     * A request to the server, the same in each retry.
     *
     * @param number number of the request among those of its node, from 1
     * @param time Lamport time of the request; the sending node completes the timestamp
     * @param function name of the operation in {@link Store}; empty for a read
     * @param argument argument of the operation
     */
    public record Request(long number, long time, String function, long argument) implements Body {}

    /**
     * The response to a request.
     *
     * @param time the greatest Lamport time of the requests that the server has executed
     * @param value the value after the execution
     */
    public record Response(long number, long time, Object value) implements Body {}

    /**
     * The server has executed a request that is no read, and has not responded yet.
     *
     * @param stub the node that sent the request
     * @param number number of the request
     * @param changed true if the execution has changed the value
     */
    public record Executed(String stub, long number, String function, long argument, boolean changed) implements Fact {}
}
