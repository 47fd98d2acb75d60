package dev.squall.lectures.logical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.lectures.logical.flawed.EntriesLostInCrash;
import dev.squall.lectures.logical.flawed.LamportTimestampsForConcurrency;
import dev.squall.lectures.logical.flawed.NotIncrementedBeforeSend;
import dev.squall.lectures.logical.flawed.NotMergedOnReceipt;
import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.protocol.ClockFacts;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.Links;
import dev.squall.node.protocol.LogicalClocks;
import dev.squall.testkit.LoneNode;
import dev.squall.world.WriteLoss;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClockNodeTest {

    private static LoneNode lone(ClockProgram program) {
        return new LoneNode(program, 3, Map.of());
    }

    private static Object event(LoneNode node) {
        List<Message> sent = node.request(new LogicalClocks.Event());
        return ((LogicalClocks.EventOk) sent.get(0).body()).timestamp();
    }

    private static Object send(LoneNode node, String to, Object message) {
        List<Body> bodies = node.request(new Links.Send(to, message)).stream()
                .map(Message::body)
                .toList();
        assertThat(bodies).hasSize(2).contains(new Links.SendOk());
        return bodies.stream()
                .filter(Stamped.class::isInstance)
                .map(body -> ((Stamped) body).timestamp())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void lamportClockCountsEventsAndSends() {
        LoneNode node = lone(new ClockProgram.Lamport());

        assertThat(event(node)).isEqualTo(1L);
        assertThat(send(node, "n2", 7L)).isEqualTo(2L);
        assertThat(node.last(ClockFacts.Sent.class)).isEqualTo(new ClockFacts.Sent("n2", 7L, 2L));
    }

    @Test
    void lamportClockTakesTheLaterTimeOnReceipt() {
        LoneNode node = lone(new ClockProgram.Lamport());

        node.receive("n2", new Stamped(9L, 1L));
        assertThat(event(node)).isEqualTo(11L);
        node.receive("n2", new Stamped(3L, 2L));
        assertThat(event(node)).isEqualTo(13L);
    }

    @Test
    void vectorClockMergesEntriesAndCountsItsOwn() {
        LoneNode node = lone(new ClockProgram.Vector());

        event(node);
        node.receive("n2", new Stamped(Map.of("n2", 4L, "n3", 2L), 1L));
        node.receive("n3", new Stamped(Map.of("n2", 1L, "n3", 5L), 2L));

        assertThat(send(node, "n2", 7L)).isEqualTo(Map.of("n1", 4L, "n2", 4L, "n3", 5L));
    }

    @Test
    void receiptIsNotedOnceItIsStable() {
        LoneNode node = lone(new ClockProgram.Lamport());

        node.receive("n2", new Stamped(9L, 1L));
        assertThat(node.last(ClockFacts.Received.class)).isNull();
        event(node);

        assertThat(node.last(ClockFacts.Received.class)).isEqualTo(new ClockFacts.Received("n2", 1L, 10L));
        assertThat(node.unsyncedWhenSending()).isEmpty();
    }

    @Test
    void restartedClockContinuesAndTellsItsLastEvents() {
        LoneNode node = lone(new ClockProgram.Lamport());

        event(node);
        send(node, "n3", 7L);
        node.restart();

        assertThat(node.last(ClockFacts.Recovered.class).events())
                .containsExactly(
                        new ClockFacts.Remembered("event", "", null, 1L),
                        new ClockFacts.Remembered("sent", "n3", 7L, 2L));
        assertThat(event(node)).isEqualTo(3L);
    }

    @Test
    void crashBeforeTheSyncLeavesNoTimestampBehind() {
        LoneNode node = lone(new ClockProgram.Vector());

        node.receive("n2", new Stamped(Map.of("n2", 4L), 1L));
        node.crashAtNextSync(WriteLoss.LOST);
        assertThat(node.request(new Links.Send("n3", 7L))).isEmpty();

        assertThat(event(node)).isEqualTo(Map.of("n1", 1L));
    }

    @Test
    void longHistoryIsCompactedWithoutLosingTheClock() {
        LoneNode node = lone(new ClockProgram.Lamport());

        for (int i = 0; i < 2_500; i++) {
            event(node);
        }
        node.restart();

        assertThat(node.records()).hasSizeLessThan(2_000);
        assertThat(node.last(ClockFacts.Recovered.class).events()).hasSize(1_000);
        assertThat(event(node)).isEqualTo(2_501L);
    }

    @Test
    void unknownReceiverAndUnknownRequestAreRefused() {
        LoneNode node = lone(new ClockProgram.Lamport());

        assertThat(((ErrorReply) node.request(new Links.Send("n9", 1L)).get(0).body()).text())
                .isEqualTo("there is no node n9, expected one of [n1, n2, n3]");
        assertThat(node.request(new Links.SendOk()).get(0).body()).isInstanceOf(ErrorReply.class);
        assertThatThrownBy(() -> new ClockProgram.Lamport().create(null, Map.of("ticks", "2")))
                .hasMessage("A logical clock has no option 'ticks'; expected none.");
    }

    @Test
    void eachFlawChangesOneStep() {
        LoneNode notMerged = lone(new NotMergedOnReceipt());
        notMerged.receive("n2", new Stamped(9L, 1L));
        assertThat(event(notMerged)).isEqualTo(2L);

        LoneNode notIncremented = lone(new NotIncrementedBeforeSend());
        event(notIncremented);
        assertThat(send(notIncremented, "n2", 7L)).isEqualTo(1L);

        assertThat(event(lone(new LamportTimestampsForConcurrency()))).isEqualTo(Map.of("all", 1L));

        LoneNode forgetful = lone(new EntriesLostInCrash());
        forgetful.receive("n2", new Stamped(Map.of("n2", 4L), 1L));
        event(forgetful);
        forgetful.restart();
        assertThat(event(forgetful)).isEqualTo(Map.of("n1", 3L));
    }
}
