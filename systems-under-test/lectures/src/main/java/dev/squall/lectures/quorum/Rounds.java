package dev.squall.lectures.quorum;

import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Timer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Requests to several replicas at once, over links that lose and duplicate messages. A request is sent again to
 * replicas that have not answered, until enough have. Requests must be idempotent.
 */
final class Rounds {

    /** Each life has its own range of message ids, so a response to an earlier life does not count in this one. */
    private static final int LIFE_SHIFT = 32;

    private final Environment environment;
    private final long retransmitMillis;
    private final Map<Long, Round> open = new LinkedHashMap<>();
    private long nextMessageId;

    /** @param life number of the node's life, unique for each life */
    Rounds(Environment environment, long life, long retransmitMillis) {
        this.environment = environment;
        this.retransmitMillis = retransmitMillis;
        this.nextMessageId = life << LIFE_SHIFT;
    }

    /**
     * Asks the replicas. A round that needs no response is over at once.
     *
     * @param needed number of responses to wait for
     * @param whenAnswered takes the responses by replica, in the order of their arrival
     */
    Round begin(Collection<String> replicas, Body request, int needed, Consumer<Map<String, Body>> whenAnswered) {
        Round round = new Round(nextMessageId++, replicas, request, needed, whenAnswered);
        round.begin();
        return round;
    }

    /** Handles a response. A response to a finished round changes nothing. */
    void onResponse(Message response) {
        Round round = open.get(response.inReplyTo());
        if (round != null) {
            round.onResponse(response.source(), response.body());
        }
    }

    /** One request to several replicas. */
    final class Round {

        private final long messageId;
        private final Set<String> unanswered;
        private final Body request;
        private final int needed;
        private final Consumer<Map<String, Body>> whenAnswered;
        private final Map<String, Body> responses = new LinkedHashMap<>();
        private Timer retransmission = () -> {};

        private Round(
                long messageId,
                Collection<String> replicas,
                Body request,
                int needed,
                Consumer<Map<String, Body>> whenAnswered) {
            this.messageId = messageId;
            this.unanswered = new LinkedHashSet<>(replicas);
            this.request = request;
            this.needed = needed;
            this.whenAnswered = whenAnswered;
        }

        private void begin() {
            if (needed <= 0) {
                whenAnswered.accept(responses);
                return;
            }
            open.put(messageId, this);
            send();
        }

        private void send() {
            for (String replica : unanswered) {
                environment.send(new Message(environment.nodeId(), replica, messageId, Message.NO_ID, request));
            }
            retransmission = environment.setTimer(retransmitMillis, this::send);
        }

        private void onResponse(String replica, Body response) {
            if (unanswered.remove(replica)) {
                responses.put(replica, response);
                if (responses.size() == needed) {
                    cancel();
                    whenAnswered.accept(responses);
                }
            }
        }

        boolean isOpen() {
            return open.containsKey(messageId);
        }

        /** Ends the round without an outcome. */
        void cancel() {
            open.remove(messageId);
            retransmission.cancel();
        }
    }
}
