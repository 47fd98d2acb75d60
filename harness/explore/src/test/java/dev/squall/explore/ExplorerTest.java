package dev.squall.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.explore.Counterexample.Step;
import dev.squall.explore.world.Scope;
import dev.squall.generator.Call;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.system.yaml.YamlFormatException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplorerTest {

    private static final String FLAWED = "fifo-link-no-hold-back-buffer";
    private static final List<String> TWO_SENDS = List.of("c0 send [\"n2\" 1]", "c0 send [\"n2\" 2]");
    private static final Scope FAULTLESS = new Scope(0, 0, 0, 0);

    private static Exploration exploration(String name, int nodes, Scope scope, List<String> texts) {
        SystemUnderTest system = Systems.installed().named(name);
        List<List<Call>> calls = CallText.parse(texts);
        Experiment experiment = Experiment.builder(name, system.workloads().get(0))
                .nodeCount(nodes)
                .concurrency(Math.max(1, calls.size()))
                .seed(1)
                .build();
        return Exploration.of(experiment, system, Systems.installed().workload(experiment), calls, scope);
    }

    private static ExplorationResult explore(Exploration exploration, long schedules) {
        return new Explorer(exploration, schedules, () -> false, events -> {}, false).run();
    }

    @Test
    void soundLinkHoldsInEverySchedule() {
        ExplorationResult result = explore(exploration("fifo-link", 2, FAULTLESS, TWO_SENDS), 1_000_000);

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.VALID);
        assertThat(result.counts().exhausted()).isTrue();
        assertThat(result.counts().schedules()).isGreaterThan(1);
    }

    @Test
    void missingHoldBackBufferIsFoundByTheShortestSchedule() {
        ExplorationResult result = explore(exploration(FLAWED, 2, FAULTLESS, TWO_SENDS), 1_000_000);

        assertThat(result.outcome()).isEqualTo(Outcome.VIOLATION);
        Counterexample found = result.violation().orElseThrow();
        assertThat(found.verdict().anomaly()).isEqualTo("fifo-order-broken");
        assertThat(found.isShortest()).isTrue();
        assertThat(found.steps().stream().map(Step::event)).containsExactly("invoke c0", "invoke c0", "deliver n1/1");
    }

    @Test
    void sameExplorationGivesTheSameResult() {
        Exploration exploration = exploration(FLAWED, 2, new Scope(1, 1, 0, 1), TWO_SENDS);

        ExplorationResult first = explore(exploration, 10_000);
        ExplorationResult again = explore(exploration, 10_000);
        assertThat(again.counts()).isEqualTo(first.counts());
        assertThat(again.violation().map(Counterexample::steps))
                .isEqualTo(first.violation().map(Counterexample::steps));
        assertThat(again.violation().map(Counterexample::verdict))
                .isEqualTo(first.violation().map(Counterexample::verdict));
    }

    @Test
    void scheduleOfAFileShowsTheSameViolation() {
        Exploration exploration = exploration(FLAWED, 2, FAULTLESS, TWO_SENDS);
        Counterexample found = explore(exploration, 10_000).violation().orElseThrow();

        ScheduleFile file = ScheduleFile.parse(ScheduleFile.write(exploration, found));

        assertThat(file.calls()).isEqualTo(exploration.calls());
        assertThat(file.scope()).isEqualTo(exploration.scope());
        assertThat(file.experiment()).isEqualTo(exploration.settings().experiment());
        Counterexample again = Explorer.replay(exploration, file.steps());
        assertThat(again.verdict()).isEqualTo(found.verdict());
        assertThat(again.steps()).isEqualTo(found.steps());
    }

    @Test
    void limitOfSchedulesLeavesTheOutcomeUnknown() {
        ExplorationResult result = explore(exploration("fifo-link", 2, FAULTLESS, TWO_SENDS), 1);

        assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.counts().schedules()).isEqualTo(1);
        assertThatThrownBy(() -> explore(exploration("fifo-link", 2, FAULTLESS, TWO_SENDS), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the limit of schedules is 0; expected at least 1");
    }

    @Test
    void stepThatIsNotPossibleIsRefusedWithThePossibleOnes() {
        assertThatThrownBy(() -> Explorer.replay(
                        exploration(FLAWED, 2, FAULTLESS, TWO_SENDS), List.of("invoke c0", "deliver n2/7")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("step 2 is 'deliver n2/7', which is not possible then; expected one of: deliver n1/0;"
                        + " invoke c0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fifo-link | 3 | 1 | does not claim to withstand crashes; expected --crashes 0",
                "fifo-link | 8 | 0 | the scope is too large: 8 nodes; expected at most 7"
            })
    void explorationThatCannotBeIsRefused(String system, int nodes, int crashes, String words) {
        assertThatThrownBy(() -> exploration(system, nodes, new Scope(0, 0, crashes, 0), TWO_SENDS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"write 1", "c0", "c0 write [0", "c0 write 1 2", "x0 write 1"})
    void textThatIsNoOperationIsRefused(String text) {
        assertThatThrownBy(() -> CallText.parse(List.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found the operation '" + text + "'")
                .hasMessageContaining("expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "system: fifo-link", "calls: []\nsystem: x\nworkload: y", "calls: {a: 1}"})
    void textThatIsNoScheduleIsRefused(String text) {
        assertThatThrownBy(() -> ScheduleFile.parse(text)).isInstanceOf(YamlFormatException.class);
    }

    @Test
    void drawnOperationsAreThoseOfTheWorkloadForClientsInTurn() {
        Experiment experiment = Experiment.builder("fifo-link", "link")
                .nodeCount(2)
                .concurrency(2)
                .seed(1)
                .build();
        List<List<Call>> calls = DrawnCalls.draw(experiment, Systems.installed().workload("link"), 3);

        assertThat(calls.get(0))
                .extracting(CallText::write)
                .containsExactly("c0 send [\"n2\" 1]", "c0 send [\"n2\" 3]");
        assertThat(calls.get(1)).extracting(CallText::write).containsExactly("c1 send [\"n1\" 2]");
    }
}
