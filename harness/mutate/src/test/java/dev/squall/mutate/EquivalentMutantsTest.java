package dev.squall.mutate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EquivalentMutantsTest {

    private static final Mutant MUTANT =
            new Mutant("a.Node", "add", "(J)V", 4, "Math", "Node.java", 7, "replaced addition with subtraction");
    private static final Mutant OTHER =
            new Mutant("a.Node", "add", "(J)V", 5, "Math", "Node.java", 7, "replaced addition with subtraction");

    private static EquivalentMutants parse(String text) {
        return EquivalentMutants.parse(text, MUTANT.identity()::equals);
    }

    @Test
    void listedMutantIsEquivalentForItsReason() {
        EquivalentMutants list = parse("# of nodes\n\nNode.add(J)V:4:Math proof: the sum is not used\n");

        assertThat(list.verdict(MUTANT)).hasValueSatisfying(verdict -> {
            assertThat(verdict.kind()).isEqualTo(MutantVerdict.Kind.EQUIVALENT);
            assertThat(verdict.detail()).isEqualTo("proof: the sum is not used");
        });
        assertThat(list.verdict(OTHER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Node.add(J)V:5:Math proof: x | line 1 names Node.add(J)V:5:Math, which no mutant is; expected",
                "Node.add(J)V:4:Math because x| line 1 is 'Node.add(J)V:4:Math because x'; expected 'IDENTITY proof:",
                "Node.add(J)V:4:Math proof:   | line 1 is 'Node.add(J)V:4:Math proof:'; expected",
                "Node.add(J)V:4:Math          | line 1 is 'Node.add(J)V:4:Math'; expected"
            })
    void malformedOrUnknownLineIsRefused(String line, String message) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("equivalent-mutants.txt: " + message);
    }

    @Test
    void mutantIsListedOnce() {
        String line = "Node.add(J)V:4:Math argument: tried\n";

        assertThatThrownBy(() -> parse(line + line)).hasMessageContaining("line 2 names Node.add(J)V:4:Math again");
    }

    @Test
    void mutantWithTheSameInstructionsIsEquivalentByProof() {
        // The method ends with "return true".
        Mutant same = LinkMutants.last("ReceivedNumbers", "add", "replaced boolean return with true");
        Mutant other = LinkMutants.last("ReceivedNumbers", "add", "replaced boolean return with false");
        Mutant earlier = LinkMutants.mutant("ReceivedNumbers", "add", "replaced boolean return with true");

        EquivalentMutants found =
                EquivalentMutants.of(LinkMutants.SYSTEM.program().orElseThrow(), LinkMutants.ALL);

        assertThat(found.verdict(same)).hasValueSatisfying(verdict -> assertThat(verdict.detail())
                .isEqualTo("proof: the instructions are the same"));
        assertThat(found.verdict(other)).isEmpty();
        assertThat(found.verdict(earlier)).isEmpty();
        assertThat(LinkMutants.ALL.all().stream().filter(LinkMutants.ALL::hasSameCode))
                .hasSizeLessThan(10)
                .allMatch(mutant -> mutant.mutator().contains("Return"));
    }

    @Test
    void identityIsLookedForInTheWholePackage() {
        NodeMutants ofReliableLink = LinkMutants.ALL;
        NodeMutants ofFifoLink = NodeMutants.of(dev.squall.system.Systems.installed()
                .named("fifo-link")
                .program()
                .orElseThrow());
        Mutant onlyOfFifoLink = ofFifoLink.all().stream()
                .filter(mutant -> !ofReliableLink.classNames().contains(mutant.className()))
                .findFirst()
                .orElseThrow();

        assertThat(ofReliableLink.exists(onlyOfFifoLink.identity())).isTrue();
        assertThat(ofReliableLink.exists(onlyOfFifoLink.identity() + "x")).isFalse();
        assertThat(ofReliableLink.exists("NoSuchClass.add()V:1:Math")).isFalse();
        assertThat(ofReliableLink.exists("nonsense")).isFalse();
    }
}
