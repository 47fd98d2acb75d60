package dev.squall.mutate.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.mutate.EquivalentMutants;
import dev.squall.mutate.LinkMutants;
import dev.squall.mutate.Mutant;
import dev.squall.mutate.MutantVerdict;
import dev.squall.mutate.MutantVerdict.Kind;
import dev.squall.mutate.MutationResult;
import dev.squall.mutate.MutationSettings;
import dev.squall.mutate.NodeMutants;
import dev.squall.system.Systems;
import dev.squall.world.WorldException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs of mutants in processes. */
@Timeout(600)
class MutationTestingTest {

    private static final MutantVerdict ORIGINAL = new MutantVerdict(Kind.SURVIVED, 5, List.of(), 0, 0, "");

    private static MutationTesting testing(Mutant... mutants) {
        return new MutationTesting(LinkMutants.settings(5), List.of(mutants), EquivalentMutants.NONE);
    }

    private static List<Kind> kinds(MutationResult result) {
        return result.entries().stream().map(entry -> entry.verdict().kind()).toList();
    }

    @Test
    void resultDoesNotDependOnTheNumberOfProcesses() {
        Mutant[] mutants = {LinkMutants.noRetransmission(), LinkMutants.noLink(), LinkMutants.noRetransmission()};
        List<Integer> done = Collections.synchronizedList(new ArrayList<>());

        MutationResult one = testing(mutants).run(ORIGINAL, 1, done::add);

        assertThat(kinds(one)).containsExactly(Kind.KILLED, Kind.CRASHED, Kind.KILLED);
        assertThat(done).containsExactly(1, 2, 3);
        assertThat(testing(mutants).run(ORIGINAL, 2, finished -> {})).isEqualTo(one);
    }

    @Test
    void mutantWithoutEndTimesOutAndTheNextOneRuns() {
        NodeMutants counting = NodeMutants.of(
                Systems.installed().named("counting-link").program().orElseThrow());
        Mutant endless = ofCounting(counting, "countToThree", "Replaced long addition with subtraction");
        Mutant noNode = ofCounting(counting, "create", "replaced return value with null");
        MutationSettings settings = new MutationSettings("counting-link", 5, 500, 1, 2_000);

        MutationResult result = new MutationTesting(settings, List.of(endless, noNode), EquivalentMutants.NONE)
                .run(ORIGINAL, 1, finished -> {});

        assertThat(kinds(result)).as(result.toString()).containsExactly(Kind.TIMED_OUT, Kind.CRASHED);
        assertThat(result.entries().get(0).verdict().detail()).isEqualTo("a run took more than 2s");
        assertThat(result.entries().get(0).verdict().runs()).isEqualTo(1);
    }

    private static Mutant ofCounting(NodeMutants counting, String method, String words) {
        return counting.all().stream()
                .filter(mutant ->
                        mutant.method().equals(method) && mutant.description().contains(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError(counting.all()));
    }

    @Test
    void originalSurvivesInAProcess() {
        MutantVerdict verdict = testing().runOriginal();

        assertThat(verdict.kind()).as(verdict.toString()).isEqualTo(Kind.SURVIVED);
        assertThat(verdict.runs()).isEqualTo(5);
    }

    @Test
    void failureOfAProcessIsToldInOneSentence() {
        MutationSettings unknown = new MutationSettings("no-such-system", 1, 500, 1, 3_000);

        assertThatThrownBy(() -> new MutationTesting(unknown, List.of(), EquivalentMutants.NONE).runOriginal())
                .isInstanceOf(WorldException.class)
                .hasMessageStartingWith("a process for mutants failed: ")
                .hasMessageContaining("there is no system 'no-such-system'");
    }
}
