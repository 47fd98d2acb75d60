package dev.squall.lectures.raft;

import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.protocol.ErrorCode;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The requests that this node put into its log as leader and has not answered, in the order of the log.
 *
 * <p>A request is answered when its entry is applied here, even if this node no longer leads: the result is the same at
 * every node. If the entry is cut from this node's log, another node may still hold it and a later leader may commit
 * it. The answer is then the indefinite {@link ErrorCode#TIMEOUT}, never a definite error. If neither happens, the
 * client times out.
 *
 * <p>A reply takes the way of its request: through the node that forwarded it, over links that may fail.
 */
final class AcceptedRequests {

    private record Accepted(long index, Command command, String via) {}

    private final Environment environment;
    private final Deque<Accepted> unanswered = new ArrayDeque<>();

    AcceptedRequests(Environment environment) {
        this.environment = environment;
    }

    /**
     * Remembers a request.
     *
     * @param index index of its entry, greater than all remembered ones
     * @param via the node that received it from the client
     */
    void add(long index, Command command, String via) {
        unanswered.addLast(new Accepted(index, command, via));
    }

    /** Answers the request of an applied entry, if this node had accepted it and its client still waits. */
    void onApplied(long index, Reply reply) {
        Accepted oldest = unanswered.peekFirst();
        if (oldest != null && oldest.index() == index) {
            unanswered.removeFirst();
            if (reply != null) {
                answer(oldest.via(), reply);
            }
        }
    }

    /** Gives up the requests whose entries, from index {@code length} on, have left the log. */
    void onTruncated(long length) {
        while (!unanswered.isEmpty() && unanswered.peekLast().index() >= length) {
            Accepted lost = unanswered.removeLast();
            answer(lost.via(), Reply.error(lost.command(), ErrorCode.TIMEOUT));
        }
    }

    /** Sends a reply to its client if the client had asked this node, otherwise to the node that it had asked. */
    void answer(String via, Reply reply) {
        String self = environment.nodeId();
        if (via.equals(self)) {
            environment.send(new Message(self, reply.client(), Message.NO_ID, reply.messageId(), reply.toBody()));
        } else {
            environment.send(via, new RaftMessages.ForwardResponse(reply));
        }
    }
}
