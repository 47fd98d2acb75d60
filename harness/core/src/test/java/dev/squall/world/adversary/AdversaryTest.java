package dev.squall.world.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.Vocabulary;
import dev.squall.node.wire.WireCodec;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AdversaryTest {

    /** A message with a value of each kind. */
    public record Letter(long number, String text, boolean urgent, Object content) implements Body {}

    /** A message without any value. */
    public record Ping() implements Body {}

    private static final WireCodec CODEC =
            new WireCodec(new Vocabulary(List.of(Letter.class, Ping.class), List.of(), List.of()));
    private static final Message LETTER = new Message(
            "n1", "n2", 7, Message.NO_ID, new Letter(1, "hello", true, List.of(2L, "two", Map.of("half", 0.5))));

    private final Adversary adversary = new Adversary(() -> CODEC, List.of("n1", "n2", "n3"));

    private Adversary.Arrivals tamper(Message message, Tampering.Kind kind, long draw) {
        return adversary.tamper(message, new Tampering(kind, draw));
    }

    @Test
    void messageThatIsLeftAloneArrivesAlone() {
        Adversary.Arrivals arrivals = adversary.tamper(LETTER, null);

        assertThat(arrivals.message()).containsSame(LETTER);
        assertThat(arrivals.extra()).isEmpty();
    }

    @Property(tries = 300)
    void corruptionChangesTheBodyAndNothingElse(@ForAll long draw) {
        Message corrupted =
                tamper(LETTER, Tampering.Kind.CORRUPTION, draw).message().orElseThrow();

        assertThat(corrupted.body()).isNotEqualTo(LETTER.body()).isInstanceOf(Letter.class);
        assertThat(new Message("n1", "n2", 7, Message.NO_ID, LETTER.body()))
                .isEqualTo(new Message(
                        corrupted.source(),
                        corrupted.destination(),
                        corrupted.messageId(),
                        corrupted.inReplyTo(),
                        LETTER.body()));
    }

    @Test
    void corruptionReachesEveryValue() {
        Set<Object> seen = new HashSet<>();
        for (long draw = 0; draw < 400; draw++) {
            Letter letter = (Letter) tamper(LETTER, Tampering.Kind.CORRUPTION, draw)
                    .message()
                    .orElseThrow()
                    .body();
            Letter old = (Letter) LETTER.body();
            seen.add(letter.number() != old.number() ? "number" : "");
            seen.add(!letter.text().equals(old.text()) ? "text" : "");
            seen.add(letter.urgent() != old.urgent() ? "urgent" : "");
            seen.add(!letter.content().equals(old.content()) ? "content" : "");
        }

        assertThat(seen).containsExactlyInAnyOrder("", "number", "text", "urgent", "content");
    }

    @Test
    void corruptionOfNothingLosesTheMessage() {
        assertThat(tamper(new Message("n1", "n2", 7, Message.NO_ID, new Ping()), Tampering.Kind.CORRUPTION, 1)
                        .message())
                .isEmpty();
    }

    @Test
    void forgeryAddsACopyFromAnotherNode() {
        Adversary.Arrivals arrivals = tamper(LETTER, Tampering.Kind.FORGERY, 1);

        assertThat(arrivals.message()).contains(LETTER);
        assertThat(arrivals.extra()).contains(new Message("n3", "n2", 7, Message.NO_ID, LETTER.body()));
    }

    @Test
    void replayAddsAnEarlierMessageToTheSameReceiver() {
        tamper(LETTER, Tampering.Kind.REPLAY, 1);
        Message later = new Message("n3", "n2", 8, Message.NO_ID, new Ping());
        Message elsewhere = new Message("n2", "n1", 9, Message.NO_ID, new Ping());
        Set<Message> replayed = new HashSet<>();
        for (long draw = 0; draw < 20; draw++) {
            replayed.add(tamper(later, Tampering.Kind.REPLAY, draw).extra().orElseThrow());
        }

        assertThat(replayed).containsExactlyInAnyOrder(LETTER, later);
        assertThat(tamper(elsewhere, Tampering.Kind.REPLAY, 1).extra()).contains(elsewhere);
    }
}
