package dev.squall.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.fault.FaultFamily;
import dev.squall.run.Experiments;
import dev.squall.world.Latency.Distribution;
import dev.squall.world.WorldKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nodes       | 0    | the number of nodes is 0; expected 1 to 1000",
                "concurrency | 0    | the concurrency is 0; expected 1 to 100000",
                "rate        | 0    | the rate is 0.0; expected 0.001 to 1000000 operations a second",
                "rate        | 1e7  | the rate is 1.0E7; expected 0.001 to 1000000 operations a second",
                "rate        | NaN  | the rate is NaN; expected 0.001 to 1000000 operations a second",
                "time        | 0    | the time limit in milliseconds is 0; expected 1 to 31536000000",
                "interval    | 0    | the nemesis interval in milliseconds is 0; expected 1 to 31536000000",
                "latency     | -1   | the latency in milliseconds is -1.0; expected 0 to 31536000000",
                "latency     | NaN  | the latency in milliseconds is NaN; expected 0 to 31536000000",
                "timeout     | 0    | the operation timeout in milliseconds is 0; expected 1 to 31536000000",
                "bound       | 0    | the recovery bound in milliseconds is 0; expected 1 to 31536000000",
            })
    void badNumberIsRefusedWithItsRange(String what, double value, String message) {
        assertThatThrownBy(() -> with(what, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void aFaultAskedForTwiceIsRefused() {
        assertThatThrownBy(() -> Experiments.small("kill", "pause", "kill"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the list of faults is [kill, kill, pause]; expected each fault once");
    }

    @Test
    void nodesAreCountedFromOne() {
        assertThat(Experiments.small().nodeIds()).containsExactly("n1", "n2", "n3");
    }

    @Test
    void anotherSeedChangesNothingElse() {
        Experiment experiment = Experiments.small("kill");
        assertThat(experiment.withSeed(7)).isNotEqualTo(experiment);
        assertThat(experiment.withSeed(7).seed()).isEqualTo(7);
        assertThat(experiment.withSeed(7).withSeed(1)).isEqualTo(experiment);
    }

    @Test
    void laterMapChangesAreIgnored() {
        Map<String, String> options = new java.util.HashMap<>(Map.of("b", "2", "a", "1"));
        Experiment experiment =
                Experiment.builder("raft", "lin-kv").systemOptions(options).build();
        options.put("c", "3");
        assertThat(experiment.systemOptions().keySet()).containsExactly("a", "b");
    }

    @Test
    void builderHasUsualDefaults() {
        Experiment usual = Experiment.builder("raft", "lin-kv").build();
        assertThat(usual.world()).isEqualTo(WorldKind.SIMULATED);
        assertThat(usual.faults()).isEmpty();
        assertThat(usual.nodeCount()).isEqualTo(5);
        assertThat(usual.concurrency()).isEqualTo(10);
        assertThat(Experiment.builder("raft", "lin-kv").nodeCount(7).build().concurrency())
                .isEqualTo(14);
    }

    @Test
    void builderChangesOnlyTheSetValue() {
        Experiment experiment = everythingUnusual();
        assertThat(experiment.toBuilder().build()).isEqualTo(experiment);
        Experiment changed = experiment.toBuilder().nodeCount(9).build();
        assertThat(changed).isNotEqualTo(experiment);
        assertThat(changed.toBuilder().nodeCount(experiment.nodeCount()).build())
                .isEqualTo(experiment);
    }

    @Test
    void eachValueOfABuilderIsOneOfTheExperiment() {
        Experiment unusual = everythingUnusual();
        Experiment set = Experiment.builder("raft", "lin-kv")
                .systemOptions(unusual.systemOptions())
                .binary(unusual.binary())
                .world(unusual.world())
                .nodeCount(unusual.nodeCount())
                .concurrency(unusual.concurrency())
                .ratePerSecond(unusual.ratePerSecond())
                .timeLimitMillis(unusual.timeLimitMillis())
                .faults(unusual.faults())
                .nemesisIntervalMillis(unusual.nemesisIntervalMillis())
                .latencyMillis(unusual.latencyMillis())
                .latencyDistribution(unusual.latencyDistribution())
                .operationTimeoutMillis(unusual.operationTimeoutMillis())
                .recoveryBoundMillis(unusual.recoveryBoundMillis())
                .stopOnViolation(unusual.stopOnViolation())
                .seed(unusual.seed())
                .build();
        assertThat(set).isEqualTo(unusual);
    }

    @Test
    void builderSortsFaults() {
        Experiment.Builder builder =
                Experiment.builder("raft", "lin-kv").faults(FaultFamily.DISK, FaultFamily.PARTITION);
        assertThat(builder.build().faults()).containsExactly(FaultFamily.PARTITION, FaultFamily.DISK);
        assertThat(builder.faults().build().faults()).isEmpty();
    }

    @Test
    void defaultsFollowWorldAndTimeLimit() {
        Experiment.Builder builder = Experiment.builder("raft", "lin-kv");
        assertThat(builder.build().latencyMillis()).isEqualTo(2);
        assertThat(builder.build().nemesisIntervalMillis()).isEqualTo(3_000);
        Experiment shortRun =
                builder.world(WorldKind.PROCESS).timeLimitMillis(8_000).build();
        assertThat(shortRun.latencyMillis()).isZero();
        assertThat(shortRun.nemesisIntervalMillis()).isEqualTo(2_000);
        assertThat(builder.timeLimitMillis(1).build().nemesisIntervalMillis()).isEqualTo(1);
    }

    private static Experiment everythingUnusual() {
        return Experiment.builder("raft", "lin-kv")
                .systemOptions(Map.of("a", "1"))
                .binary(List.of("./node"))
                .world(WorldKind.DOCKER)
                .nodeCount(6)
                .concurrency(7)
                .ratePerSecond(8)
                .timeLimitMillis(9)
                .faults(FaultFamily.KILL)
                .nemesisIntervalMillis(10)
                .latencyMillis(11)
                .latencyDistribution(Distribution.CONSTANT)
                .operationTimeoutMillis(12)
                .recoveryBoundMillis(13)
                .stopOnViolation(true)
                .seed(14)
                .build();
    }

    private static Experiment with(String what, double value) {
        return Experiment.builder("raft", "lin-kv")
                .nodeCount(what.equals("nodes") ? (int) value : 5)
                .concurrency(what.equals("concurrency") ? (int) value : 10)
                .ratePerSecond(what.equals("rate") ? value : 100)
                .timeLimitMillis(what.equals("time") ? (long) value : 1_000)
                .nemesisIntervalMillis(what.equals("interval") ? (long) value : 1_000)
                .latencyMillis(what.equals("latency") ? value : 0)
                .latencyDistribution(Distribution.CONSTANT)
                .operationTimeoutMillis(what.equals("timeout") ? (long) value : 1_000)
                .recoveryBoundMillis(what.equals("bound") ? (long) value : 1_000)
                .build();
    }
}
