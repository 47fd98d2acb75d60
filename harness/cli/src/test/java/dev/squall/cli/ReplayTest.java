package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.cli.catalogue.Catalogue;
import dev.squall.cluster.Latency;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Recorder;
import dev.squall.experiment.Run;
import dev.squall.experiment.Runner;
import dev.squall.experiment.Script;
import dev.squall.experiment.Swarm;
import dev.squall.experiment.SystemUnderTest;
import dev.squall.history.Operation;
import dev.squall.nemesis.NemesisPackage;
import dev.squall.scenario.Replay;
import dev.squall.workload.Workload;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {

    private static final SystemUnderTest RAFT = Catalogue.system("raft-kv").orElseThrow();
    private static final Workload WORKLOAD = Catalogue.workload("lin-kv");

    static Experiment withAllFaults(SystemUnderTest system, long seed) {
        List<String> faults = Arrays.stream(NemesisPackage.values())
                .map(NemesisPackage::faultName)
                .toList();
        return new Experiment(
                system.name(),
                Map.of(),
                List.of(),
                "lin-kv",
                Experiment.SIMULATED,
                5,
                10,
                100,
                5_000,
                faults,
                500,
                2,
                Latency.Distribution.UNIFORM,
                1_000,
                10_000,
                false,
                seed);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasWrittenDownHappensAgainTheSameWay(boolean swarm) {
        Replay replay = new Replay(RAFT, WORKLOAD, Budget.DEFAULT);
        for (long seed = 1; seed <= 20; seed++) {
            Experiment experiment = swarm ? Swarm.draw(withAllFaults(RAFT, 0), seed) : withAllFaults(RAFT, seed);
            Script script = replay.script(experiment);
            Run again = replay.run(experiment, script);
            List<Operation> first = Runner.record(
                            experiment, RAFT, WORKLOAD, Runner.simulatedWorld(experiment, RAFT), Recorder.NONE)
                    .history()
                    .operations();
            assertThat(clientsOf(again.history().operations()))
                    .as("seed " + seed)
                    .isEqualTo(clientsOf(first));
        }
    }

    private static List<String> clientsOf(List<Operation> operations) {
        return operations.stream()
                .filter(Operation::isClient)
                .map(o -> o.timeNanos() + " " + o.type() + " " + o.process() + " " + o.function() + " " + o.value())
                .toList();
    }
}
