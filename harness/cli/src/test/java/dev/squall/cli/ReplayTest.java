package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.client.Client;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Swarm;
import dev.squall.generator.Call;
import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.run.Run;
import dev.squall.run.RunPipeline;
import dev.squall.run.RunSettings;
import dev.squall.run.loop.Recording;
import dev.squall.scenario.Replay;
import dev.squall.scenario.Scenario;
import dev.squall.scenario.ScenarioReader;
import dev.squall.scenario.ScenarioWriter;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.workload.Workload;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs of every family of the catalogue, sound and flawed, are written down whole. */
class ReplayTest {

    /** Its operations wait for those of other clients, at whose very end they begin. */
    private static final String WAITS_FOR_OTHERS = "compare-and-set";

    static Stream<Arguments> everySystemWithEachOfItsWorkloads() {
        return Systems.installed().withProgram().stream().flatMap(system -> system.workloads().stream()
                .filter(workload -> !workload.equals(WAITS_FOR_OTHERS))
                .map(workload ->
                        Arguments.of(system.name(), workload, system.flaw().isPresent() ? 2 : 4)));
    }

    private static Experiment withAllFaults(SystemUnderTest system, String workload) {
        return Experiment.builder(system.name(), workload)
                .ratePerSecond(100)
                .timeLimitMillis(4_000)
                .faults(system.usualFaults())
                .nemesisIntervalMillis(500)
                .build();
    }

    @ParameterizedTest
    @MethodSource("everySystemWithEachOfItsWorkloads")
    void writtenScenarioReplaysIdentically(String systemName, String workloadName, int seeds) {
        SystemUnderTest system = Systems.installed().named(systemName);
        Workload workload = Systems.installed().workload(workloadName);
        Replay replay = new Replay(system, workload, Budget.DEFAULT);
        for (long seed = 1; seed <= seeds; seed++) {
            Experiment all = withAllFaults(system, workloadName);
            Experiment experiment = seed % 2 == 0 ? Swarm.draw(all, seed) : all.withSeed(seed);
            RunPipeline pipeline = RunPipeline.unkept(
                    RunSettings.of(experiment, system, workload).withoutProofs());
            Recording first = pipeline.record();

            Scenario read = ScenarioReader.parse(
                    ScenarioWriter.write(new Scenario("", "", experiment, replay.script(experiment), "")));
            Run again = replay.run(read.experiment(), read.script());

            boolean moves = clientsMove(workload.client(), experiment);
            assertThat(clientsOf(again.history(), moves))
                    .as("seed " + seed)
                    .isNotEmpty()
                    .isEqualTo(clientsOf(first.history(), moves));
            if (!moves) {
                assertThat(anomaliesOf(again)).isEqualTo(anomaliesOf(pipeline.judge(first)));
            }
        }
    }

    private static boolean clientsMove(Client client, Experiment experiment) {
        Call call = new Call(0, "read", Arrays.asList(0L, null));
        String first = client.node(0, experiment.nodeIds());
        return IntStream.range(0, 100)
                .anyMatch(n -> !client.node(call, n, experiment.nodeIds()).equals(first));
    }

    /** The names: their sentences may tell numbers of operations, of which those of the nemesis are others. */
    private static List<String> anomaliesOf(Run run) {
        return run.verdicts().stream()
                .map(verdict -> verdict.checker() + " " + verdict.validity() + " " + verdict.anomaly())
                .toList();
    }

    /**
     * Returns the clients' events, only those before the healing if {@code untilHealed}: clients that move stay from
     * then on.
     */
    private static List<String> clientsOf(History history, boolean untilHealed) {
        return history.operations().stream()
                .takeWhile(o -> !untilHealed || !o.function().equals("heal"))
                .filter(Operation::isClient)
                .map(o -> o.timeNanos() + " " + o.type() + " " + o.process() + " " + o.function() + " " + o.value())
                .toList();
    }
}
