package dev.squall.lectures.raft;

import dev.squall.lectures.raft.RaftMessages.ForwardRequest;
import dev.squall.lectures.raft.RaftMessages.ForwardResponse;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;

/**
 * A linearizable key-value store by state machine replication (lectures 5.3 and 7.2). The store broadcasts every
 * request in total order, including reads, and answers with the result of applying the request.
 *
 * <p>A client gets the definite error {@link ErrorCode#TEMPORARILY_UNAVAILABLE} only if its node knows no leader and
 * has never forwarded the request. After forwarding, the network may have duplicated the command, and a leader may
 * accept one copy while another copy is rejected.
 */
public class KeyValueStore implements Application {

    /**
     * Number of commands between journalled states, equal at all nodes. The number is large because each journalled
     * state takes time linear in the state.
     */
    private static final int STATE_NOTED_EVERY = 32;

    private final Environment environment;
    private final ReplicatedMap map = new ReplicatedMap();
    private final Sessions sessions = new Sessions(map);
    private final AcceptedRequests acceptedRequests;
    private final ForwardedRequests forwardedRequests;

    protected KeyValueStore(Environment environment) {
        this.environment = environment;
        this.acceptedRequests = new AcceptedRequests(environment);
        this.forwardedRequests = new ForwardedRequests(environment);
    }

    @Override
    public final void onMessage(RaftNode raft, Message message) {
        if (message.isFromClient()) {
            onClientRequest(raft, message);
        } else if (message.body() instanceof ForwardRequest request) {
            onForwardRequest(raft, message.source(), request.command());
        } else if (message.body() instanceof ForwardResponse response) {
            forwardedRequests.onResponse(response.reply());
            answer(environment.nodeId(), response.reply());
        }
    }

    private void onClientRequest(RaftNode raft, Message request) {
        Command command = Command.of(request);
        if (command == null) {
            refuse(request, ErrorCode.NOT_SUPPORTED, "this store knows the requests read, write, cas and append");
        } else if (command.messageId() < 0) {
            refuse(request, ErrorCode.MALFORMED_REQUEST, "a request must have a msg_id of 0 or more");
        } else if (raft.isLeader()) {
            onRequestAtLeader(raft, command, environment.nodeId());
        } else if (raft.currentLeader() != null) {
            forwardedRequests.forward(raft, command);
        } else {
            refuse(request, ErrorCode.TEMPORARILY_UNAVAILABLE, "no leader is known");
        }
    }

    private void refuse(Message request, ErrorCode code, String text) {
        environment.reply(request, new ErrorReply(code, text));
    }

    private void onForwardRequest(RaftNode raft, String via, Command command) {
        if (raft.isLeader()) {
            onRequestAtLeader(raft, command, via);
        } else {
            // The error must not be definite, because another copy of the message may have reached a leader.
            answer(via, Reply.error(command, ErrorCode.TIMEOUT));
        }
    }

    /**
     * Handles a client's or a forwarded request at the leader.
     *
     * @param via node that received the command from its client, and that gets the reply
     */
    protected void onRequestAtLeader(RaftNode raft, Command command, String via) {
        acceptedRequests.add(raft.logLength(), command, via);
        raft.broadcast(command);
    }

    @Override
    public final void deliver(long index, Command command) {
        acceptedRequests.onApplied(index, apply(command));
        long length = index + 1;
        if (length % STATE_NOTED_EVERY == 0) {
            noteState(length);
        }
    }

    /**
     * Applies a delivered command once, even if the log contains the command several times.
     *
     * @return the result of the command, or null if no client waits for the result
     */
    protected Reply apply(Command command) {
        return sessions.apply(command);
    }

    /** Journals a digest of the state after {@code length} commands, for comparison with the other nodes. */
    private void noteState(long length) {
        environment.journal(new RaftFacts.StateReached(length, sessions.digest()));
    }

    @Override
    public final void onTruncated(long length) {
        acceptedRequests.onTruncated(length);
    }

    @Override
    public final Snapshot snapshot(long length, long lastTerm) {
        noteState(length);
        return sessions.snapshot(length, lastTerm);
    }

    @Override
    public final void restore(Snapshot snapshot) {
        acceptedRequests.onTruncated(0);
        sessions.restore(snapshot);
        if (snapshot.length() > 0) {
            noteState(snapshot.length());
        }
    }

    /** Answers a command through the node that received it from its client. */
    protected final void answer(String via, Reply reply) {
        acceptedRequests.answer(via, reply);
    }

    /** Returns the state after the commands delivered so far. The state may lag behind the committed commands. */
    protected final ReplicatedMap appliedState() {
        return map;
    }
}
