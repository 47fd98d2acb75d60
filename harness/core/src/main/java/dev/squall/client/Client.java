package dev.squall.client;

import dev.squall.generator.Call;
import dev.squall.node.Body;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import java.util.List;

/**
 * Translator between operations and messages of one protocol, the same in every world. Most clients are stateless. A
 * client with state, such as the offsets that a consumer polls from, serves one run, keeps the state of each thread
 * apart, and may be called by several threads at once.
 */
public interface Client {

    /** Returns the request for an operation. */
    Body request(Call call);

    /**
     * Returns the completion of an operation whose reply is not an error.
     *
     * @throws UnexpectedReplyException if the reply does not fit the request
     */
    Completion complete(Call call, Body reply);

    /** Returns true if the function has no effect, so that an operation without reply counts as failed. */
    boolean isReadOnly(String function);

    /** Returns the node that a thread sends its requests to. Threads are assigned to the nodes in turn. */
    default String node(int thread, List<String> nodeIds) {
        return nodeIds.get(thread % nodeIds.size());
    }

    /**
     * Returns the node that a call is sent to: its thread's node, unless the client goes from node to node.
     *
     * @param requestsBefore number of requests that the thread has made so far
     */
    default String node(Call call, long requestsBefore, List<String> nodeIds) {
        return node(call.thread(), nodeIds);
    }

    /** Returns the completion of an operation whose reply is an error. Definite errors are failures. */
    default Completion completeWithError(Call call, ErrorReply error) {
        String text = error.code() + " " + error.text();
        return ErrorCode.isDefinite(error.code()) ? Completion.fail(call.value(), text) : indefinite(call, text);
    }

    /**
     * Returns the completion of an operation with unknown effect: a failure if the operation is read-only, else {@code
     * INFO}.
     */
    default Completion indefinite(Call call, String error) {
        return isReadOnly(call.function())
                ? Completion.fail(call.value(), error)
                : Completion.info(call.value(), error);
    }
}
