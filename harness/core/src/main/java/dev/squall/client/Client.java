package dev.squall.client;

import dev.squall.generator.Call;
import dev.squall.node.Body;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import java.util.List;

/**
 * Translates between operations and messages. Stateless and without threads, so that every world uses the same.
 */
public interface Client {

    /** The request for an operation. */
    Body request(Call call);

    /**
     * How the operation completed, given a reply other than an error.
     *
     * @throws UnexpectedReplyException if no such reply answers such a request
     */
    Completion complete(Call call, Body reply);

    /** Whether the function has no effect, so that silence is as good as failure. */
    boolean isReadOnly(String function);

    /** Which node a thread asks: the nodes in turn, so that each has its share of clients. */
    default String node(int thread, List<String> nodeIds) {
        return nodeIds.get(thread % nodeIds.size());
    }

    /**
     * Which node a call is sent to: that of its thread, unless the client goes from node to node.
     *
     * @param requestsBefore how many requests the thread has made so far
     */
    default String node(Call call, long requestsBefore, List<String> nodeIds) {
        return node(call.thread(), nodeIds);
    }

    /** How the operation completed, given an error: definite errors are failures. */
    default Completion completeWithError(Call call, ErrorReply error) {
        String text = error.code() + " " + error.text();
        return ErrorCode.isDefinite(error.code()) ? Completion.fail(call.value(), text) : indefinite(call, text);
    }

    /** How an operation completed of which nothing certain is known. */
    default Completion indefinite(Call call, String error) {
        return isReadOnly(call.function())
                ? Completion.fail(call.value(), error)
                : Completion.info(call.value(), error);
    }
}
