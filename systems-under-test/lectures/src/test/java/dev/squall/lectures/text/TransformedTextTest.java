package dev.squall.lectures.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.lectures.broadcast.Broadcast;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.testkit.VirtualCluster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TransformedTextTest {

    private static final String TEXT = "0123456789";

    /** Total order broadcast that a test delivers by hand. */
    private static final class HandBroadcast implements Broadcast {
        private final List<Object> sent = new ArrayList<>();

        @Override
        public void start() {}

        @Override
        public void broadcast(Object message) {
            sent.add(message);
        }

        @Override
        public void receive(Message message) {}
    }

    private final HandBroadcast broadcast = new HandBroadcast();
    private final TransformedText text = new TransformedText(environment(), above -> broadcast);

    private static Environment environment() {
        return VirtualCluster.of(new TextProgram.Transformation())
                .playing("n1", "n2", "n3")
                .start()
                .environment("n2");
    }

    private static String apply(String to, TextOperation operation) {
        if (operation.index() == TextOperation.NOWHERE) {
            return to;
        }
        StringBuilder changed = new StringBuilder(to);
        return (operation.isInsertion()
                        ? changed.insert(operation.index(), operation.passage())
                        : changed.deleteCharAt(operation.index()))
                .toString();
    }

    @Provide
    Arbitrary<TextOperation> operations() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, TEXT.length() - 1), Arbitraries.of("", "", "x", "yz"))
                .as((index, passage) -> new TextOperation(new TextId("n?", 1), index, passage));
    }

    @Property
    void bothOrdersOfTwoOperationsGiveTheSameText(
            @ForAll("operations") TextOperation first, @ForAll("operations") TextOperation second) {
        TextOperation op1 = new TextOperation(new TextId("n1", 1), first.index(), first.passage());
        TextOperation op2 = new TextOperation(new TextId("n3", 1), second.index(), second.passage());

        assertThat(apply(apply(TEXT, op1), text.transform(op2, op1)))
                .isEqualTo(apply(apply(TEXT, op2), text.transform(op1, op2)));
    }

    @Test
    void ofTwoPassagesAtOneIndexTheFirstSitesGoesFirst() {
        TextOperation op1 = new TextOperation(new TextId("n1", 1), 3, "ab");
        TextOperation op3 = new TextOperation(new TextId("n3", 1), 3, "xyz");

        assertThat(text.transform(op1, op3).index()).isEqualTo(3);
        assertThat(text.transform(op3, op1).index()).isEqualTo(5);
    }

    @Test
    void secondDeletionOfACharacterHasNoEffect() {
        TextOperation op1 = new TextOperation(new TextId("n1", 1), 3, "");
        TextOperation op3 = new TextOperation(new TextId("n3", 1), 3, "");

        assertThat(text.transform(op1, op3).index()).isEqualTo(TextOperation.NOWHERE);
    }

    @Test
    void operationsTypedMeanwhileAreBroadcastTogetherAfterTheFirstIsDelivered() {
        text.insert(0, new TextId("n2", 1), "a");
        text.insert(1, new TextId("n2", 2), "b");
        text.delete(0, new TextId("n2", 3));
        assertThat(text.characters()).isEqualTo("b");
        assertThat(broadcast.sent).hasSize(1);

        text.onDelivery("n1", List.of(0L, List.of(Arrays.asList(1L, 0L, "xy"))));
        assertThat(text.characters()).isEqualTo("xyb");
        text.onDelivery("n2", broadcast.sent.get(0));

        assertThat(broadcast.sent.get(1))
                .isEqualTo(List.of(2L, List.of(Arrays.asList(2L, 3L, "b"), Arrays.asList(3L, 2L, ""))));
    }
}
