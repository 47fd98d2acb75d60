package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.cli.catalogue.Catalogue;
import dev.squall.cluster.Latency;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Recorder;
import dev.squall.experiment.Run;
import dev.squall.experiment.Runner;
import dev.squall.experiment.Swarm;
import dev.squall.experiment.SystemUnderTest;
import dev.squall.history.Operation;
import dev.squall.scenario.Replay;
import dev.squall.scenario.Scenario;
import dev.squall.scenario.ScenarioReader;
import dev.squall.scenario.ScenarioWriter;
import dev.squall.workload.Workload;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs of every family of the catalogue, sound and flawed, are written down whole. */
class ReplayTest {

    static Stream<Arguments> everySystemWithEachOfItsWorkloads() {
        return Catalogue.systems().stream().flatMap(system -> system.workloads().stream()
                .map(workload ->
                        Arguments.of(system.name(), workload, system.flaw().isPresent() ? 2 : 4)));
    }

    private static Experiment withAllFaults(SystemUnderTest system, String workload) {
        return new Experiment(
                system.name(),
                Map.of(),
                List.of(),
                workload,
                Experiment.SIMULATED,
                5,
                10,
                100,
                4_000,
                Catalogue.faultsOf(system),
                500,
                2,
                Latency.Distribution.UNIFORM,
                1_000,
                10_000,
                false,
                1);
    }

    @ParameterizedTest
    @MethodSource("everySystemWithEachOfItsWorkloads")
    void whatWasWrittenDownHappensAgainTheSameWay(String systemName, String workloadName, int seeds) {
        SystemUnderTest system = Catalogue.system(systemName).orElseThrow();
        Workload workload = Catalogue.workload(workloadName);
        Replay replay = new Replay(system, workload, Budget.DEFAULT);
        for (long seed = 1; seed <= seeds; seed++) {
            Experiment all = withAllFaults(system, workloadName);
            Experiment experiment = seed % 2 == 0 ? Swarm.draw(all, seed) : all.withSeed(seed);
            Runner.Recording first = Runner.record(
                    experiment, system, workload, Runner.simulatedWorld(experiment, system), Recorder.NONE);

            Scenario read = ScenarioReader.parse(
                    ScenarioWriter.write(new Scenario("", "", experiment, replay.script(experiment), "")));
            Run again = replay.run(read.experiment(), read.script());

            assertThat(clientsOf(again.history().operations()))
                    .as("seed " + seed)
                    .isNotEmpty()
                    .isEqualTo(clientsOf(first.history().operations()));
            assertThat(anomaliesOf(again))
                    .isEqualTo(anomaliesOf(Runner.judgeWithoutProofs(first, workload, Budget.DEFAULT)));
        }
    }

    /** The names: their sentences may tell numbers of operations, of which those of the nemesis are others. */
    private static List<String> anomaliesOf(Run run) {
        return run.verdicts().stream()
                .map(verdict -> verdict.checker() + " " + verdict.validity() + " " + verdict.anomaly())
                .toList();
    }

    private static List<String> clientsOf(List<Operation> operations) {
        return operations.stream()
                .filter(Operation::isClient)
                .map(o -> o.timeNanos() + " " + o.type() + " " + o.process() + " " + o.function() + " " + o.value())
                .toList();
    }
}
