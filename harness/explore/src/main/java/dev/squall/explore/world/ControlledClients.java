package dev.squall.explore.world;

import dev.squall.explore.state.StateHash;
import dev.squall.explore.state.StateKey;
import dev.squall.generator.Call;
import java.util.Arrays;
import java.util.List;

/**
 * Clients of a controlled world. A client makes its next operation at any time after the completion of the one before.
 * A client whose request is never answered makes no further operation.
 */
final class ControlledClients {

    private static final StateKey NOTHING = new StateKey(0, 0);

    private final List<List<Call>> calls;
    private final Requests requests;
    private final int[] made;
    private final boolean[] open;
    private final int[] freeSince;
    private final String[] nodes;
    /** Operations of each client, each with the operations that had completed before its invocation. */
    private final StateKey[] histories;

    private StateKey completed = NOTHING;

    ControlledClients(Plan plan, Requests requests) {
        this.calls = plan.calls();
        this.requests = requests;
        int clients = calls.size();
        made = new int[clients];
        open = new boolean[clients];
        freeSince = new int[clients];
        nodes = new String[clients];
        histories = new StateKey[clients];
        Arrays.fill(freeSince, -1);
        Arrays.fill(histories, NOTHING);
    }

    ControlledClients(ControlledClients other) {
        calls = other.calls;
        requests = other.requests;
        made = other.made.clone();
        open = other.open.clone();
        freeSince = other.freeSince.clone();
        nodes = other.nodes.clone();
        histories = other.histories.clone();
        completed = other.completed;
    }

    int count() {
        return made.length;
    }

    boolean isOpen(int client) {
        return open[client];
    }

    boolean canInvoke(int client) {
        return !open[client] && made[client] < calls.get(client).size();
    }

    /** Returns the number of operations that the client has made. */
    int made(int client) {
        return made[client];
    }

    /** Returns the position of the step at which the client's last operation completed; -1 before the first. */
    int freeSince(int client) {
        return freeSince[client];
    }

    Letter invoke(int client) {
        Letter request = requests.of(client, made[client]++);
        open[client] = true;
        nodes[client] = request.message().destination();
        histories[client] =
                new StateHash().add(histories[client]).add(completed).key();
        return request;
    }

    /** Returns the call that the client makes next. */
    Call next(int client) {
        return calls.get(client).get(made[client]);
    }

    /** Returns the call that the client made last. */
    Call call(int client) {
        return calls.get(client).get(made[client] - 1);
    }

    /** Returns the node that the client asked last. */
    String node(int client) {
        return nodes[client];
    }

    /** Returns the client whose open operation a message replies to; -1 if there is none. */
    int awaiting(Letter reply) {
        for (int client = 0; client < made.length; client++) {
            if (open[client] && requests.isReply(reply.message(), client, made[client] - 1)) {
                return client;
            }
        }
        return -1;
    }

    Requests.Outcome outcome(int client, Letter reply) {
        return requests.outcome(reply, call(client));
    }

    /** Returns the outcome of an operation whose client no longer waits. */
    Requests.Outcome timedOut(int client) {
        return requests.timedOut(call(client));
    }

    Requests.Outcome down(int client) {
        return requests.down(call(client), nodes[client]);
    }

    void complete(int client, Requests.Outcome outcome, int step) {
        open[client] = false;
        freeSince[client] = step;
        histories[client] =
                new StateHash().add(histories[client]).add(outcome.key()).key();
        completed = completed.plus(new StateHash().add(client).add(made[client]).key());
    }

    /** Adds the operations with their results and their order in real time. */
    void read(StateHash into) {
        for (int client = 0; client < made.length; client++) {
            into.add(made[client]).add(open[client] ? 1 : 0).add(histories[client]);
        }
    }
}
