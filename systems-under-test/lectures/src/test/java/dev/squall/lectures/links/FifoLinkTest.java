package dev.squall.lectures.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.lectures.links.LinkMessages.Ack;
import dev.squall.lectures.links.LinkMessages.Data;
import java.util.List;
import org.junit.jupiter.api.Test;

class FifoLinkTest {

    private final LoneLink node = new LoneLink(new FifoLinkProgram());

    @Test
    void sequenceNumberIsSentWithTheMessage() {
        node.send("n2", "a");
        node.send("n2", "b");
        node.send("n3", "c");

        assertThat(node.takeSentTo("n2")).containsExactly(new Data(1, List.of(1L, "a")), new Data(2, List.of(2L, "b")));
    }

    @Test
    void earlyMessageIsHeldBack() {
        node.receive("n2", new Data(3, List.of(3L, "c")));
        node.receive("n2", new Data(2, List.of(2L, "b")));
        assertThat(node.delivered()).isEmpty();
        assertThat(node.takeSentTo("n2")).containsExactly(new Ack(3), new Ack(2));

        node.receive("n2", new Data(1, List.of(1L, "a")));
        assertThat(node.delivered()).containsExactly("a", "b", "c");
    }

    @Test
    void oneSenderDoesNotWaitForAnother() {
        node.receive("n2", new Data(2, List.of(2L, "b")));
        node.receive("n3", new Data(1, List.of(1L, "c")));

        assertThat(node.delivered()).containsExactly("c");
    }
}
