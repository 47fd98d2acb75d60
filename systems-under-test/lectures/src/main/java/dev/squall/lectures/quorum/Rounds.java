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
 * Rounds of requests to several replicas, over links that lose and duplicate messages. A round retransmits its request
 * to unanswering replicas until enough replicas have answered. Requests must be idempotent.
 */
final class Rounds {

    /**
     * Bits of a message id below the number of the node's life. Each life has its own range of ids, so the node ignores
     * responses to requests of an earlier life.
     */
    private static final int LIFE_SHIFT = 32;

    private final Environment environment;
    private final long retransmitMillis;
    private final Map<Long, Round> open = new LinkedHashMap<>();
    private long nextMessageId;

    /** @param life unique number of the node's life */
    Rounds(Environment environment, long life, long retransmitMillis) {
        this.environment = environment;
        this.retransmitMillis = retransmitMillis;
        this.nextMessageId = life << LIFE_SHIFT;
    }

    /**
     * Begins a round, and sends its request to the replicas. A round that needs no response ends immediately.
     *
     * @param needed number of responses to wait for
     * @param whenAnswered receiver of the responses by replica, in the order of arrival
     */
    Round begin(Collection<String> replicas, Body request, int needed, Consumer<Map<String, Body>> whenAnswered) {
        Round round = new Round(nextMessageId++, replicas, request, needed, whenAnswered);
        round.begin();
        return round;
    }

    /** Handles a response. A response to a finished round is ignored. */
    void onResponse(Message response) {
        Round round = open.get(response.inReplyTo());
        if (round != null) {
            round.onResponse(response.source(), response.body());
        }
    }

    /** One request to several replicas and its responses. */
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

        /** Ends the round without calling its receiver. */
        void cancel() {
            open.remove(messageId);
            retransmission.cancel();
        }
    }
}
