package dev.squall.lectures.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.lectures.links.LinkMessages.Ack;
import dev.squall.lectures.links.LinkMessages.Data;
import dev.squall.node.Message;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinkFacts;
import dev.squall.node.protocol.Links;
import org.junit.jupiter.api.Test;

class ReliableLinkTest {

    private final LoneLink node = new LoneLink(new ReliableLinkProgram());

    @Test
    void unacknowledgedMessagesAreResent() {
        node.send("n2", "a");
        node.send("n2", "b");
        assertThat(node.takeSentTo("n2")).containsExactly(new Data(1, "a"), new Data(2, "b"));

        node.tick();
        assertThat(node.takeSentTo("n2")).containsExactly(new Data(1, "a"), new Data(2, "b"));

        node.receive("n2", new Ack(1));
        node.tick();
        assertThat(node.takeSentTo("n2")).containsExactly(new Data(2, "b"));

        node.receive("n2", new Ack(2));
        node.tick();
        assertThat(node.takeSent()).isEmpty();
    }

    @Test
    void duplicateIsDeliveredOnceAndAcknowledgedTwice() {
        node.receive("n2", new Data(1, "a"));
        node.receive("n2", new Data(1, "a"));

        assertThat(node.delivered()).containsExactly("a");
        assertThat(node.takeSentTo("n2")).containsExactly(new Ack(1), new Ack(1));
    }

    @Test
    void messagesAreDeliveredInOrderOfArrival() {
        node.receive("n2", new Data(2, "b"));
        node.receive("n2", new Data(1, "a"));
        node.receive("n2", new Data(2, "b"));

        assertThat(node.delivered()).containsExactly("b", "a");
    }

    @Test
    void eachLinkHasItsOwnNumbers() {
        node.send("n2", "a");
        node.send("n3", "b");

        assertThat(node.takeSent().stream().map(Message::body)).contains(new Data(1, "a"), new Data(1, "b"));

        node.receive("n2", new Data(1, "c"));
        node.receive("n3", new Data(1, "d"));
        assertThat(node.delivered()).containsExactly("c", "d");
    }

    @Test
    void aFlushSucceedsWhenAllIsAcknowledged() {
        node.send("n2", "a");
        node.send("n3", "b");
        node.receive("n2", new Ack(1));
        node.takeSent();

        node.receive("c0", new Links.Flush());
        assertThat(node.takeSentTo("c0"))
                .containsExactly(new ErrorReply(
                        ErrorCode.TEMPORARILY_UNAVAILABLE, "n3 has not acknowledged all of the last 1 messages"));

        node.receive("n3", new Ack(1));
        node.receive("c0", new Links.Flush());
        assertThat(node.takeSentTo("c0")).containsExactly(new Links.FlushOk());
    }

    @Test
    void silentReceiverGetsNoMoreThanItsBacklog() {
        for (int i = 0; i < LinkNode.BACKLOG_MAX; i++) {
            node.send("n2", i);
        }
        assertThat(node.takeSentTo("c0")).hasSize(1_000).containsOnly(new Links.SendOk());

        node.send("n2", "one too many");
        assertThat(node.takeSent().stream().map(Message::body))
                .containsExactly(new ErrorReply(
                        ErrorCode.TEMPORARILY_UNAVAILABLE, "n2 has acknowledged none of the last 1000 messages"));

        node.receive("n2", new Ack(1));
        node.send("n2", "the next");
        assertThat(node.takeSentTo("n2")).containsExactly(new Data(1_001, "the next"));
    }

    @Test
    void unknownDestinationIsRefused() {
        node.send("n9", "a");

        assertThat(node.takeSentTo("c0"))
                .containsExactly(new ErrorReply(
                        ErrorCode.MALFORMED_REQUEST, "there is no node n9, expected one of [n1, n2, n3]"));
        assertThat(node.facts()).containsExactly(new LinkFacts.Started());
    }
}
