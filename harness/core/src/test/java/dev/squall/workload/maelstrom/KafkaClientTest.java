package dev.squall.workload.maelstrom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.generator.Call;
import dev.squall.node.protocol.Kafka;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaClientTest {

    private static final Call ASSIGN = new Call(0, KafkaWorkload.ASSIGN, List.of("a", "b", "c"));
    private static final Call POLL = new Call(0, KafkaWorkload.POLL, null);

    @Test
    void aConsumerPollsFromTheCommittedOffsetOn() {
        KafkaClient client = new KafkaClient();

        client.complete(ASSIGN, new Kafka.ListCommittedOffsetsOk(Map.of("a", 7L, "b", 0L)));

        assertThat(client.request(POLL)).isEqualTo(new Kafka.Poll(Map.of("a", 7L, "b", 0L, "c", 0L)));
    }

    @Test
    void aConsumerPollsOnAfterTheLastMessage() {
        KafkaClient client = new KafkaClient();
        client.complete(ASSIGN, new Kafka.ListCommittedOffsetsOk(Map.of("a", 7L)));

        client.complete(POLL, new Kafka.PollOk(Map.of("a", List.of(List.of(7L, "x"), List.of(9L, "y")))));

        assertThat(client.request(POLL)).isEqualTo(new Kafka.Poll(Map.of("a", 10L, "b", 0L, "c", 0L)));
    }
}
