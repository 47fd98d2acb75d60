package dev.squall.world.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.world.ClusterObserver;
import dev.squall.world.ClusterObserver.MessageEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageTraceTest {

    private static final Message MESSAGE =
            new Message("n1", "n2", Message.NO_ID, Message.NO_ID, new RelayProgram.Word("hello"));

    private final List<String> told = new ArrayList<>();
    private final MessageTrace trace = new MessageTrace(new ClusterObserver() {
        @Override
        public void onReply(Message reply) {}

        @Override
        public void onFact(String nodeId, int life, Fact fact) {}

        @Override
        public void onMessage(MessageEvent event, long messageNumber, Message message) {
            told.add(event + " " + messageNumber);
        }
    });

    @Test
    void fateOfAMessageThatNobodySentIsNotRecorded() {
        trace.onFate(new MessageTrace.Key("n1", 0, 0), MessageEvent.RECEIVED);

        assertThat(told).isEmpty();
        assertThat(trace.isSent(new MessageTrace.Key("n1", 0, 0))).isFalse();
    }

    @Test
    void bothReceiptsOfADuplicateAreReported() {
        trace.onSent("n1", 0, MESSAGE);
        trace.onFate(new MessageTrace.Key("n1", 0, 0), MessageEvent.RECEIVED);
        trace.onFate(new MessageTrace.Key("n1", 0, 0), MessageEvent.RECEIVED);

        assertThat(told).containsExactly("SENT 0", "RECEIVED 0", "RECEIVED 0");
    }

    @Test
    void messagesOfDifferentLivesAreDistinct() {
        trace.onSent("n1", 0, MESSAGE);
        trace.onSent("n1", 1, MESSAGE);
        trace.onFate(new MessageTrace.Key("n1", 1, 0), MessageEvent.RECEIVED);
        trace.onFate(new MessageTrace.Key("n1", 0, 0), MessageEvent.LOST);

        assertThat(told).containsExactly("SENT 0", "SENT 1", "RECEIVED 1", "LOST 0");
        assertThat(trace.isSent(new MessageTrace.Key("n1", 1, 0))).isTrue();
        assertThat(trace.isSent(new MessageTrace.Key("n1", 1, 1))).isFalse();
    }
}
