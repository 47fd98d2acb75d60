package dev.squall.lectures.raft;

import dev.squall.lectures.raft.RaftMessages.ForwardRequest;
import dev.squall.node.Environment;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The requests that this node has passed on to a leader and has no answer to. One is passed on again, to whoever leads
 * by then, when the answer is late: request and answer may have been lost, or the leader. So the log may come to hold a
 * command several times, and it is for {@link Sessions} to apply it once (lecture 5.1).
 */
final class ForwardedRequests {

    /** Longer than an answer takes, and than most elections. */
    private static final long RETRY_MILLIS = 400;

    /** Few, so that a cluster with more work than it can do is not given much more still. */
    private static final int ATTEMPTS = 2;

    private final Environment environment;

    /** By client, who waits for its latest request only. */
    private final Map<String, Command> unanswered = new LinkedHashMap<>();

    ForwardedRequests(Environment environment) {
        this.environment = environment;
    }

    /** On a client's request, at a node that knows a leader other than itself. */
    void forward(RaftNode raft, Command command) {
        unanswered.put(command.client(), command);
        attempt(raft, command, 1);
    }

    private void attempt(RaftNode raft, Command command, int attempt) {
        if (unanswered.get(command.client()) != command) {
            return;
        }
        if (raft.currentLeader() != null) {
            // The leader may be this node by now: the message to itself takes the same way.
            environment.send(raft.currentLeader(), new ForwardRequest(command));
        }
        if (attempt < ATTEMPTS && !raft.isLeader()) {
            environment.setTimer(RETRY_MILLIS, () -> attempt(raft, command, attempt + 1));
        } else {
            unanswered.remove(command.client());
        }
    }

    /** On an answer: it ends the attempts, though it may be the indefinite one of a node that does not lead. */
    void onResponse(Reply reply) {
        Command command = unanswered.get(reply.client());
        if (command != null && command.messageId() == reply.messageId()) {
            unanswered.remove(reply.client());
        }
    }
}
