package dev.squall.lectures.raft;

import dev.squall.lectures.raft.RaftMessages.ForwardRequest;
import dev.squall.node.Environment;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The requests that this node has forwarded to a leader and that have no answer yet. If the answer is late, the request
 * is forwarded again to the present leader. Request, answer or leader may have been lost. So the log may hold a command
 * several times, and {@link Sessions} applies it once (lecture 5.1).
 */
final class ForwardedRequests {

    /** Longer than an answer takes, and than most elections. */
    private static final long RETRY_MILLIS = 400;

    /** Few, so that an overloaded cluster does not get much more load. */
    private static final int ATTEMPTS = 2;

    private final Environment environment;

    /** Unanswered commands by client. A client waits for its latest request only. */
    private final Map<String, Command> unanswered = new LinkedHashMap<>();

    ForwardedRequests(Environment environment) {
        this.environment = environment;
    }

    /** Forwards a client's request at a node that knows another leader. */
    void forward(RaftNode raft, Command command) {
        unanswered.put(command.client(), command);
        attempt(raft, command, 1);
    }

    private void attempt(RaftNode raft, Command command, int attempt) {
        if (unanswered.get(command.client()) != command) {
            return;
        }
        if (raft.currentLeader() != null) {
            // The leader may be this node by now. Its message to itself takes the same way.
            environment.send(raft.currentLeader(), new ForwardRequest(command));
        }
        if (attempt < ATTEMPTS && !raft.isLeader()) {
            environment.setTimer(RETRY_MILLIS, () -> attempt(raft, command, attempt + 1));
        } else {
            unanswered.remove(command.client());
        }
    }

    /** Handles an answer. It ends the attempts, even if it is the indefinite one of a node that does not lead. */
    void onResponse(Reply reply) {
        Command command = unanswered.get(reply.client());
        if (command != null && command.messageId() == reply.messageId()) {
            unanswered.remove(reply.client());
        }
    }
}
