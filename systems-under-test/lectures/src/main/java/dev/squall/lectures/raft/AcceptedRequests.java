package dev.squall.lectures.raft;

import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.protocol.ErrorCode;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Unanswered requests that this node appended to its log as leader, in the order of the log.
 *
 * <p>The node answers a request when it applies the request's entry, even if it no longer leads, because the result is
 * the same at every node. If the entry is truncated from the local log, another node may still have the entry, and a
 * later leader may commit it. In that case, the answer is the indefinite {@link ErrorCode#TIMEOUT}, never a definite
 * error. If the entry is neither applied nor truncated, the client times out.
 *
 * <p>A reply returns through the node that forwarded the request, over links that may lose it.
 */
final class AcceptedRequests {

    private record Accepted(long index, Command command, String via) {}

    private final Environment environment;
    private final Deque<Accepted> unanswered = new ArrayDeque<>();

    AcceptedRequests(Environment environment) {
        this.environment = environment;
    }

    /**
     * Adds a request that was appended to the log.
     *
     * @param index index of the request's entry, greater than the index of every request added before
     * @param via node that received the request from its client
     */
    void add(long index, Command command, String via) {
        unanswered.addLast(new Accepted(index, command, via));
    }

    /** Answers the request of an applied entry, if this node accepted the request and its client still waits. */
    void onApplied(long index, Reply reply) {
        Accepted oldest = unanswered.peekFirst();
        if (oldest != null && oldest.index() == index) {
            unanswered.removeFirst();
            if (reply != null) {
                answer(oldest.via(), reply);
            }
        }
    }

    /** Answers with {@link ErrorCode#TIMEOUT} the requests of entries truncated from index {@code length} on. */
    void onTruncated(long length) {
        while (!unanswered.isEmpty() && unanswered.peekLast().index() >= length) {
            Accepted lost = unanswered.removeLast();
            answer(lost.via(), Reply.error(lost.command(), ErrorCode.TIMEOUT));
        }
    }

    /** Sends a reply to its client if the client sent the request to this node, otherwise to node {@code via}. */
    void answer(String via, Reply reply) {
        String self = environment.nodeId();
        if (via.equals(self)) {
            environment.send(new Message(self, reply.client(), Message.NO_ID, reply.messageId(), reply.toBody()));
        } else {
            environment.send(via, new RaftMessages.ForwardResponse(reply));
        }
    }
}
