package dev.squall.lectures.clocks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.lectures.clocks.LogNode.Answer;
import dev.squall.lectures.clocks.LogNode.Question;
import dev.squall.node.Message;
import dev.squall.node.protocol.Timekeeping.Ask;
import dev.squall.node.protocol.Timekeeping.Logged;
import dev.squall.testkit.LoneNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogNodeTest {

    private final LoneNode node = new LoneNode(new ClockProgram.Log(), 3, Map.of());

    @Test
    void answerIsLaterThanItsQuestion() {
        assertThat(node.answerTo("n2", new Question("n2-1", 41))).isEqualTo(new Answer("n2-1", 42));
        assertThat(node.facts()).containsExactly(new Logged("answer", "n2-1", 42));
    }

    @Test
    void entriesOfOneLogAreInOrder() {
        node.answerTo("n2", new Question("n2-1", 41));
        node.answerTo("n3", new Question("n3-1", 5));
        node.receive("n2", new Answer("n1-9", 100));
        node.request(new Ask());

        assertThat(node.facts()).extracting(fact -> ((Logged) fact).timestamp()).containsExactly(42L, 43L, 101L);
    }

    @Test
    void clientIsAnsweredWhenItsQuestionIs() {
        Message question = node.request(new Ask()).stream()
                .filter(message -> message.body() instanceof Question)
                .findFirst()
                .orElseThrow();
        node.receive("n2", new Answer(((Question) question.body()).name(), 7));

        assertThat(node.takeSentTo("c1")).hasSize(1);
    }
}
