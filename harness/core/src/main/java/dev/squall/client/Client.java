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
     * Returns the completion of the operation, given a reply other than an error.
     *
     * @throws UnexpectedReplyException if no such reply answers such a request
     */
    Completion complete(Call call, Body reply);

    /** Returns true if the function has no effect, so that a missing reply counts as a failure. */
    boolean isReadOnly(String function);

    /** Returns the node that a thread asks: the nodes in turn, so that each has its share of clients. */
    default String node(int thread, List<String> nodeIds) {
        return nodeIds.get(thread % nodeIds.size());
    }

    /**
     * Returns the node that a call is sent to: that of its thread, unless the client goes from node to node.
     *
     * @param requestsBefore how many requests the thread has made so far
     */
    default String node(Call call, long requestsBefore, List<String> nodeIds) {
        return node(call.thread(), nodeIds);
    }

    /** Returns the completion of the operation, given an error. Definite errors are failures. */
    default Completion completeWithError(Call call, ErrorReply error) {
        String text = error.code() + " " + error.text();
        return ErrorCode.isDefinite(error.code()) ? Completion.fail(call.value(), text) : indefinite(call, text);
    }

    /**
     * Returns the completion of an operation whose effect is unknown: a failure if it is read-only, else {@code INFO}.
     */
    default Completion indefinite(Call call, String error) {
        return isReadOnly(call.function())
                ? Completion.fail(call.value(), error)
                : Completion.info(call.value(), error);
    }
}
