package dev.squall.lectures.raft;

import dev.squall.lectures.raft.RaftMessages.ForwardRequest;
import dev.squall.node.Environment;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Requests that this node has forwarded to a leader and that have no answer yet. If the answer is late, the node
 * forwards the request again to the current leader, because the request or the answer may be lost. So the log may
 * contain a command several times, and {@link Sessions} applies each command once (lecture 5.1).
 */
final class ForwardedRequests {

    /** Time in milliseconds before a retry, longer than an answer and most elections take. */
    private static final long RETRY_MILLIS = 400;

    /** Number of attempts, small so that retries add little load to an overloaded cluster. */
    private static final int ATTEMPTS = 2;

    private final Environment environment;

    /** Unanswered commands by client. A client waits only for its latest request. */
    private final Map<String, Command> unanswered = new LinkedHashMap<>();

    ForwardedRequests(Environment environment) {
        this.environment = environment;
    }

    /** Forwards a client's request to the leader. */
    void forward(RaftNode raft, Command command) {
        unanswered.put(command.client(), command);
        attempt(raft, command, 1);
    }

    private void attempt(RaftNode raft, Command command, int attempt) {
        if (unanswered.get(command.client()) != command) {
            return;
        }
        if (raft.currentLeader() != null) {
            // This node may have become the leader since. In that case, the node sends the message to itself.
            environment.send(raft.currentLeader(), new ForwardRequest(command));
        }
        if (attempt < ATTEMPTS && !raft.isLeader()) {
            environment.setTimer(RETRY_MILLIS, () -> attempt(raft, command, attempt + 1));
        } else {
            unanswered.remove(command.client());
        }
    }

    /** Handles an answer. Every answer ends the attempts, even the indefinite error of a node that does not lead. */
    void onResponse(Reply reply) {
        Command command = unanswered.get(reply.client());
        if (command != null && command.messageId() == reply.messageId()) {
            unanswered.remove(reply.client());
        }
    }
}
