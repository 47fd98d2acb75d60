package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.claims.Minimizer;
import dev.squall.experiment.Experiment;
import dev.squall.run.Run;
import dev.squall.run.loop.Script;
import dev.squall.scenario.Replay;
import dev.squall.scenario.Scenario;
import dev.squall.scenario.ScenarioReader;
import dev.squall.scenario.ScenarioWriter;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Smaller counterexamples: one of each family of systems, and of each kind of check. */
class MinimizerTest {

    private static final int RUNS_MAX = 6_000;

    /** A run that shows the flaw of its system. */
    private record Found(Replay replay, Experiment experiment, String anomaly) {

        static Found by(String systemName, int seconds) {
            SystemUnderTest system = Systems.installed().named(systemName);
            String workload = system.workloads().get(0);
            Replay replay = new Replay(system, Systems.installed().workload(workload), Budget.DEFAULT);
            String anomaly = system.flaw().orElseThrow().anomaly();
            for (long seed = 1; seed <= 100; seed++) {
                Experiment experiment = Experiment.builder(systemName, workload)
                        .timeLimitMillis(seconds * 1_000L)
                        .faults(system.usualFaults())
                        .nemesisIntervalMillis(1_000)
                        .seed(seed)
                        .build();
                if (shows(replay, experiment, replay.script(experiment), anomaly)) {
                    return new Found(replay, experiment, anomaly);
                }
            }
            throw new AssertionError("no seed shows " + anomaly + " of " + systemName);
        }

        boolean isShownBy(Experiment changed, Script script) {
            return shows(replay, changed, script, anomaly);
        }

        private static boolean shows(Replay replay, Experiment experiment, Script script, String anomaly) {
            Run run = replay.run(experiment, script);
            return run.verdicts().stream()
                    .anyMatch(v ->
                            v.validity() == Validity.VIOLATION && v.anomaly().equals(anomaly));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "raft-kv-leader-reads-its-own-state, 8",
        "raft-kv-vote-not-stable, 8",
        "quorum-abd-answers-on-both-sides, 4",
        "quorum-abd-version-from-wall-clock, 4",
        "lww-map-wall-clock, 6",
        "link-reliable-no-retransmission, 4",
        "fifo-link-recovery-counters-in-memory, 4"
    })
    void minimizedRunIsMinimalAndShowsTheAnomaly(String system, int seconds) {
        Found found = Found.by(system, seconds);
        Minimizer minimizer = new Minimizer(found.replay, found.anomaly, RUNS_MAX);

        Scenario small = minimizer.minimize(found.experiment, found.replay.script(found.experiment));

        assertThat(minimizer.runs()).isLessThan(RUNS_MAX);
        assertThat(small.anomaly()).isEqualTo(found.anomaly);
        assertThat(small.script().operations()).hasSizeLessThanOrEqualTo(Minimizer.OPERATIONS_GOAL);
        assertThat(small.script().faults()).hasSizeLessThanOrEqualTo(Minimizer.FAULTS_GOAL);
        assertThat(found.isShownBy(small.experiment(), small.script())).isTrue();
        for (Script smaller : withOneThingLess(small.script())) {
            assertThat(found.isShownBy(small.experiment(), smaller))
                    .as("%s", smaller)
                    .isFalse();
        }
        assertThat(ScenarioReader.parse(ScenarioWriter.write(small))).isEqualTo(small);
    }

    private static List<Script> withOneThingLess(Script script) {
        List<Script> smaller = new ArrayList<>();
        for (int i = 0; i < script.operations().size(); i++) {
            smaller.add(new Script(
                    script.clients(), without(script.operations(), i), script.faults(), script.hasLivenessPhase()));
        }
        for (int i = 0; i < script.faults().size(); i++) {
            smaller.add(new Script(
                    script.clients(), script.operations(), without(script.faults(), i), script.hasLivenessPhase()));
        }
        return smaller;
    }

    private static <T> List<T> without(List<T> all, int index) {
        List<T> fewer = new ArrayList<>(all);
        fewer.remove(index);
        return fewer;
    }

    @Test
    void theSameRunBecomesTheSameSmallerOne() {
        Found found = Found.by("quorum-abd-answers-on-both-sides", 4);
        Script script = found.replay.script(found.experiment);

        Scenario once = new Minimizer(found.replay, found.anomaly, RUNS_MAX).minimize(found.experiment, script);
        Scenario twice = new Minimizer(found.replay, found.anomaly, RUNS_MAX).minimize(found.experiment, script);

        assertThat(twice).isEqualTo(once);
    }

    @Test
    void minimizerStopsAtItsRunLimit() {
        Found found = Found.by("quorum-abd-answers-on-both-sides", 4);
        Minimizer minimizer = new Minimizer(found.replay, found.anomaly, 20);

        Scenario smaller = minimizer.minimize(found.experiment, found.replay.script(found.experiment));

        assertThat(minimizer.runs()).isEqualTo(20);
        assertThat(found.isShownBy(smaller.experiment(), smaller.script())).isTrue();
    }

    @Test
    void runWithoutTheAnomalyIsRefused() {
        Found found = Found.by("quorum-abd-answers-on-both-sides", 4);
        Script nothing = new Script(List.of("n1"), List.of(), List.of(), false);

        assertThatThrownBy(
                        () -> new Minimizer(found.replay, found.anomaly, RUNS_MAX).minimize(found.experiment, nothing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the run does not show stale-read; expected one that does");
    }
}
