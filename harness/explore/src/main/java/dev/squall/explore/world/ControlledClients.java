package dev.squall.explore.world;

import dev.squall.client.Completion;
import dev.squall.client.UnexpectedReplyException;
import dev.squall.generator.Call;
import dev.squall.node.Message;
import dev.squall.node.protocol.ErrorReply;
import java.util.Arrays;
import java.util.List;

/**
 * Clients of a controlled world. A client makes its next operation at any time after the completion of the one before.
 * A client whose request is never answered makes no further operation.
 */
final class ControlledClients {

    /** Requests of a client are numbered from its own first number on, so that clients are independent. */
    private static final long REQUESTS_PER_CLIENT = 1_000;

    private final Plan plan;
    private final int[] made;
    private final boolean[] open;
    private final int[] freeSince;
    private final String[] nodes;

    ControlledClients(Plan plan) {
        this.plan = plan;
        int clients = plan.calls().size();
        made = new int[clients];
        open = new boolean[clients];
        freeSince = new int[clients];
        nodes = new String[clients];
        Arrays.fill(freeSince, -1);
    }

    int count() {
        return made.length;
    }

    boolean canInvoke(int client) {
        return !open[client] && made[client] < plan.calls().get(client).size();
    }

    /** Returns the number of operations that the client has made. */
    int made(int client) {
        return made[client];
    }

    /** Returns the position of the step at which the client's last operation completed; -1 before the first. */
    int freeSince(int client) {
        return freeSince[client];
    }

    Message invoke(int client) {
        Call call = plan.calls().get(client).get(made[client]);
        String node = plan.client().node(call, made[client], plan.nodeIds());
        made[client]++;
        open[client] = true;
        nodes[client] = node;
        return new Message(
                "c" + client,
                node,
                requestId(client),
                Message.NO_ID,
                plan.client().request(call));
    }

    private long requestId(int client) {
        return client * REQUESTS_PER_CLIENT + made[client];
    }

    /** Returns the call that the client makes next. */
    Call next(int client) {
        return plan.calls().get(client).get(made[client]);
    }

    /** Returns the call that the client made last. */
    Call call(int client) {
        return plan.calls().get(client).get(made[client] - 1);
    }

    /** Returns the node that the client asked last. */
    String node(int client) {
        return nodes[client];
    }

    /** Returns the client whose open operation a message replies to; -1 if there is none. */
    int awaiting(Message reply) {
        List<List<Call>> calls = plan.calls();
        for (int client = 0; client < calls.size(); client++) {
            if (open[client]
                    && reply.inReplyTo() == requestId(client)
                    && reply.destination().equals("c" + client)) {
                return client;
            }
        }
        return -1;
    }

    Completion completion(int client, Message reply) {
        Call call = call(client);
        if (reply.body() instanceof ErrorReply error) {
            return plan.client().completeWithError(call, error);
        }
        try {
            return plan.client().complete(call, reply.body());
        } catch (UnexpectedReplyException e) {
            return plan.client().indefinite(call, e.getMessage());
        }
    }

    boolean isOpen(int client) {
        return open[client];
    }

    void complete(int client, int step) {
        open[client] = false;
        freeSince[client] = step;
    }
}
