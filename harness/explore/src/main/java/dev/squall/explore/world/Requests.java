package dev.squall.explore.world;

import dev.squall.client.Completion;
import dev.squall.client.UnexpectedReplyException;
import dev.squall.explore.state.StateKey;
import dev.squall.generator.Call;
import dev.squall.node.Message;
import dev.squall.node.protocol.ErrorReply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The requests that clients make, and what the replies to them mean. Not thread-safe. */
final class Requests {

    /** Requests of a client are numbered from its own first number on, so that clients are independent. */
    private static final long REQUESTS_PER_CLIENT = 1_000;

    private final Plan plan;
    private final List<List<Letter>> requests = new ArrayList<>();
    /** By the number of the reply. */
    private final Map<Integer, Outcome> outcomes = new HashMap<>();

    private final Letters letters;

    /**
     * What a reply says.
     *
     * @param key the same for equal completions
     */
    record Outcome(Completion completion, StateKey key) {}

    Requests(Plan plan, Letters letters) {
        this.plan = plan;
        this.letters = letters;
        for (int client = 0; client < plan.calls().size(); client++) {
            List<Letter> mine = new ArrayList<>();
            for (int number = 0; number < plan.calls().get(client).size(); number++) {
                mine.add(letters.of(message(client, number)));
            }
            requests.add(mine);
        }
    }

    private Message message(int client, int number) {
        Call call = plan.calls().get(client).get(number);
        String node = plan.client().node(call, number, plan.nodeIds());
        return new Message(
                "c" + client,
                node,
                id(client, number),
                Message.NO_ID,
                plan.client().request(call));
    }

    private static long id(int client, int number) {
        return client * REQUESTS_PER_CLIENT + number + 1;
    }

    /** Returns the request of a client by its number, from 0. */
    Letter of(int client, int number) {
        return requests.get(client).get(number);
    }

    /** Returns true if a message replies to a client's request of a number. */
    boolean isReply(Message reply, int client, int number) {
        return reply.inReplyTo() == id(client, number) && reply.destination().equals("c" + client);
    }

    /** Returns what a reply says to the call of its request. */
    Outcome outcome(Letter reply, Call call) {
        return outcomes.computeIfAbsent(reply.number(), number -> outcome(complete(reply.message(), call)));
    }

    /** Returns the outcome of a call to a node that is down. */
    Outcome down(Call call, String node) {
        return outcome(Completion.fail(call.value(), "node " + node + " is down"));
    }

    /** Returns the outcome of a call whose client no longer waits. */
    Outcome timedOut(Call call) {
        return outcome(plan.client().indefinite(call, "timed out"));
    }

    private Outcome outcome(Completion completion) {
        return new Outcome(completion, letters.key(completion));
    }

    private Completion complete(Message reply, Call call) {
        if (reply.body() instanceof ErrorReply error) {
            return plan.client().completeWithError(call, error);
        }
        try {
            return plan.client().complete(call, reply.body());
        } catch (UnexpectedReplyException e) {
            return plan.client().indefinite(call, e.getMessage());
        }
    }
}
