package dev.squall.lectures.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.history.Operation;
import dev.squall.lectures.text.TextFacts.Applied;
import dev.squall.lectures.text.TextFacts.Deleting;
import dev.squall.lectures.text.TextFacts.Inserting;
import dev.squall.lectures.text.TextFacts.Placed;
import dev.squall.node.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextJournalTest {

    private static final TextId BEGIN = TextId.BEGIN;
    private static final TextId END = TextId.END;

    private final TextJournal journal = new TextJournal(List.of("n1", "n2"));
    /** Number of noted facts, one each millisecond. */
    private long facts;

    private static TextId id(String node, long number) {
        return new TextId(node, number);
    }

    private void note(String node, Fact fact) {
        facts++;
        journal.onFact(facts * 1_000_000, node, 0, fact);
    }

    /** The editor at n1 types "ab", and n1 applies the passage. */
    private void typeAb() {
        note("n1", new Inserting(id("n1", 1), "ab", BEGIN, END));
        place("n1", id("n1", 1), id("n1", 1), BEGIN, id("n1", 2), id("n1", 1));
    }

    /** @param charactersAndPlaces character, character before it, next character, and so on */
    private void place(String node, TextId operation, TextId... charactersAndPlaces) {
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < charactersAndPlaces.length; i += 2) {
            placed.add(new Placed(charactersAndPlaces[i], charactersAndPlaces[i + 1]));
        }
        note(node, new Applied(operation, placed, List.of()));
    }

    private void remove(String node, TextId operation, TextId... characters) {
        note(node, new Applied(operation, List.of(), List.of(characters)));
    }

    private String anomaly() {
        return journal.verdicts().stream()
                .filter(verdict -> verdict.validity() == Validity.VIOLATION)
                .map(Verdict::anomaly)
                .findFirst()
                .orElse("");
    }

    @Test
    void equalTextsOfEqualOperationsAreValid() {
        typeAb();
        place("n2", id("n1", 1), id("n1", 1), BEGIN, id("n1", 2), id("n1", 1));
        note("n2", new Deleting(id("n2", 1), id("n1", 1)));
        remove("n2", id("n2", 1), id("n1", 1));
        remove("n1", id("n2", 1), id("n1", 1));
        journal.onEnd(0);

        assertThat(journal.verdicts()).extracting(Verdict::checker).isEqualTo(TextJournal.PROPERTIES);
        assertThat(journal.verdicts()).extracting(Verdict::validity).containsOnly(Validity.VALID);
    }

    @Test
    void differentOrdersOfTheSameOperationsAreViolations() {
        typeAb();
        note("n2", new Inserting(id("n2", 1), "x", BEGIN, END));
        place("n2", id("n2", 1), id("n2", 1), BEGIN);
        place("n2", id("n1", 1), id("n1", 1), id("n2", 1), id("n1", 2), id("n1", 1));
        assertThat(anomaly()).isEmpty();
        place("n1", id("n2", 1), id("n2", 1), id("n1", 2));

        assertThat(anomaly()).isEqualTo("replicas-differ");
        assertThat(journal.verdicts().get(0).summary())
                .isEqualTo("n1 at 0.006 s and n2 at 0.005 s have applied the same 2 operations;"
                        + " n1 holds \"abx\", and n2 held \"xab\"");
    }

    @Test
    void missingCharacterOfAPassageIsLost() {
        typeAb();
        place("n2", id("n1", 1), id("n1", 1), BEGIN);

        assertThat(journal.verdicts().get(1).anomaly()).isEqualTo("character-lost");
    }

    @Test
    void removalOfAnotherCharacterIsALoss() {
        typeAb();
        note("n1", new Deleting(id("n1", 3), id("n1", 2)));
        remove("n1", id("n1", 3), id("n1", 1));

        assertThat(anomaly()).isEqualTo("character-lost");
    }

    @Test
    void characterThatIsPlacedAfterItsDeletionIsAViolation() {
        typeAb();
        note("n1", new Deleting(id("n1", 3), id("n1", 2)));
        remove("n1", id("n1", 3), id("n1", 2));
        remove("n2", id("n1", 3));
        assertThat(anomaly()).isEmpty();
        place("n2", id("n1", 1), id("n1", 1), BEGIN, id("n1", 2), id("n1", 1));

        assertThat(journal.verdicts().get(1).anomaly()).isEqualTo("deleted-character-present");
    }

    @Test
    void characterThatStaysAfterItsDeletionIsAViolation() {
        typeAb();
        note("n1", new Deleting(id("n1", 3), id("n1", 2)));
        remove("n1", id("n1", 3));

        assertThat(anomaly()).isEqualTo("deleted-character-present");
    }

    @Test
    void passageAwayFromItsEditorsCursorIsAViolation() {
        typeAb();
        note("n1", new Inserting(id("n1", 3), "c", id("n1", 2), END));
        place("n1", id("n1", 3), id("n1", 3), id("n1", 1));

        assertThat(anomaly()).isEqualTo("passage-order-broken");
    }

    @Test
    void passageInAnotherOrderIsAViolation() {
        typeAb();
        place("n2", id("n1", 1), id("n1", 1), BEGIN, id("n1", 2), BEGIN);

        assertThat(journal.verdicts().get(2).anomaly()).isEqualTo("passage-order-broken");
    }

    @Test
    void operationThatIsNeverAppliedIsAViolationAtTheEnd() {
        typeAb();
        assertThat(anomaly()).isEmpty();
        journal.onEnd(0);

        assertThat(anomaly()).isEqualTo("character-lost");
    }

    @Test
    void answerMustBeTheNotedText() {
        typeAb();
        place("n2", id("n1", 1), id("n1", 1), BEGIN, id("n1", 2), id("n1", 1));
        journal.onOperation(new Operation(7, 0, Operation.Type.OK, 0, "read", "ba", Map.of("node", "n1")));
        journal.onEnd(0);

        assertThat(anomaly()).isEqualTo("read-disagrees");
    }

    @Test
    void interleavedPairsOfConcurrentPassagesAreCounted() {
        typeAb();
        note("n2", new Inserting(id("n2", 1), "xy", BEGIN, END));
        place("n2", id("n2", 1), id("n2", 1), BEGIN, id("n2", 2), id("n2", 1));
        place("n1", id("n2", 1), id("n2", 1), id("n1", 1), id("n2", 2), id("n1", 2));
        place("n2", id("n1", 1), id("n1", 1), BEGIN, id("n1", 2), id("n2", 1));
        journal.onEnd(0);

        assertThat(anomaly()).isEmpty();
        assertThat(journal.verdicts().get(3).details())
                .containsEntry("pairs", 1L)
                .containsEntry("interleaved", 1.0);
    }

    @Test
    void propertiesAreUnknownAfterACrash() {
        typeAb();
        journal.onLifeEnd(0, "n1", 0, true);
        typeAb();
        journal.onEnd(0);

        assertThat(journal.verdicts()).extracting(Verdict::validity).containsOnly(Validity.UNKNOWN);
    }

    @Test
    void impossibleFactsAreRefused() {
        typeAb();

        assertThatThrownBy(this::typeAb).hasMessageContaining("expected one of its own that is new");
        assertThatThrownBy(() -> remove("n2", id("n1", 9))).hasMessageContaining("expected an operation");
        assertThatThrownBy(() -> place("n2", id("n1", 1), id("n1", 1), id("n1", 7)))
                .hasMessageContaining("expected a new character after one that is in the text");
    }
}
