package dev.squall.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.cli.Squall;
import dev.squall.cli.options.CommandLines;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.RepeatLine;
import dev.squall.fault.FaultFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.world.Latency;
import dev.squall.world.WorldKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import picocli.CommandLine;

/** The line that is printed with a run describes the same run. */
class RepeatLineTest {

    @Property(tries = 300)
    void experimentLineParsesBack(@ForAll("experiments") Experiment experiment) {
        assertThat(parse(RepeatLine.of(experiment))).isEqualTo(experiment);
    }

    @Property(tries = 300)
    void executableLineParsesBack(@ForAll("experiments") Experiment of, @ForAll("commands") List<String> command) {
        Experiment experiment = Experiment.builder("sh", of.workload())
                .binary(command)
                .world(WorldKind.PROCESS)
                .nodeCount(of.nodeCount())
                .concurrency(of.concurrency())
                .ratePerSecond(of.ratePerSecond())
                .timeLimitMillis(of.timeLimitMillis())
                .faults(of.faults().stream()
                        .filter(List.of(FaultFamily.PARTITION, FaultFamily.KILL)::contains)
                        .toList())
                .nemesisIntervalMillis(of.nemesisIntervalMillis())
                .latencyMillis(of.latencyMillis())
                .latencyDistribution(of.latencyDistribution())
                .operationTimeoutMillis(of.operationTimeoutMillis())
                .recoveryBoundMillis(of.recoveryBoundMillis())
                .stopOnViolation(of.stopOnViolation())
                .seed(of.seed())
                .build();

        assertThat(parse(RepeatLine.of(experiment))).isEqualTo(experiment);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shellSplitsTheRepeatLineCorrectly() throws Exception {
        String odd = "it's a \"quoted\" $HOME `x` \\ *;&|";
        Experiment experiment = sample(Map.of(), List.of("/bin/sh", odd, "--seed", "@file", ""));
        String printWords = RepeatLine.of(experiment).replaceFirst("\\./squall", "printf '%s\\\\n'");

        Process shell = new ProcessBuilder("sh", "-c", printWords).start();

        List<String> words =
                new String(shell.getInputStream().readAllBytes()).lines().toList();
        assertThat(words)
                .isEqualTo(List.of(Squall.argumentsOf(RepeatLine.of(experiment))))
                .endsWith("--", odd, "--seed", "@file", "");
    }

    private static Experiment parse(String line) {
        RunCommand command = new RunCommand();
        CommandLine commandLine = CommandLines.configured(new CommandLine(command));
        String[] arguments = Squall.argumentsOf(line);
        assertThat(arguments[0]).isEqualTo("run");
        commandLine.parseArgs(Stream.of(arguments).skip(1).toArray(String[]::new));
        return command.experiment();
    }

    private static Experiment sample(Map<String, String> options, List<String> binary) {
        return Experiment.builder("sh", "lin-kv")
                .systemOptions(options)
                .binary(binary)
                .world(WorldKind.PROCESS)
                .timeLimitMillis(1_000)
                .nemesisIntervalMillis(1_000)
                .recoveryBoundMillis(1_000)
                .build();
    }

    @Provide
    Arbitrary<List<String>> commands() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars("'\"\\$@-=é中")
                .ofMaxLength(8)
                .list()
                .ofMaxSize(4)
                .map(arguments -> {
                    List<String> command = new ArrayList<>(List.of("/bin/sh"));
                    command.addAll(arguments);
                    return command;
                });
    }

    @Provide
    Arbitrary<Experiment> experiments() {
        Arbitrary<SystemUnderTest> systems = Arbitraries.of(Systems.installed().withProgram());
        Arbitrary<WorldKind> worlds = Arbitraries.of(WorldKind.SIMULATED, WorldKind.PROCESS);
        Arbitrary<Map<String, String>> options = Arbitraries.of(
                Map.of(), Map.of("heartbeat-ms", "20"), Map.of("snapshot-every", "7", "election-timeout-ms", "400"));
        Arbitrary<Integer> nodes = Arbitraries.integers().between(1, Experiment.NODES_MAX);
        Arbitrary<Integer> concurrency = Arbitraries.integers().between(1, Experiment.CONCURRENCY_MAX);
        Arbitrary<Double> rates = Arbitraries.doubles().between(0.001, 1e6).ofScale(3);
        Arbitrary<Double> latencies = Arbitraries.doubles().between(0, 3.6e6).ofScale(9);
        Arbitrary<List<Long>> times =
                Arbitraries.longs().between(1, Experiment.LONGEST_MILLIS).list().ofSize(4);
        return Combinators.combine(systems, worlds, options, nodes, concurrency, rates, latencies, times)
                .flatAs((system, world, option, node, client, rate, latency, time) -> Combinators.combine(
                                Arbitraries.subsetOf(system.usualFaults()),
                                Arbitraries.of(Latency.Distribution.values()),
                                Arbitraries.longs())
                        .as((faults, shape, seed) -> Experiment.builder(
                                        system.name(), system.workloads().get(0))
                                .systemOptions(takes(system, option) ? option : Map.of())
                                .world(world)
                                .nodeCount(node)
                                .concurrency(client)
                                .ratePerSecond(rate)
                                .timeLimitMillis(time.get(0))
                                .faults(system.usualFaults().stream()
                                        .filter(faults::contains)
                                        .toList())
                                .nemesisIntervalMillis(time.get(1))
                                .latencyMillis(latency)
                                .latencyDistribution(shape)
                                .operationTimeoutMillis(time.get(2))
                                .recoveryBoundMillis(time.get(3))
                                .stopOnViolation(time.get(0) % 2 == 0)
                                .seed(seed)
                                .build()));
    }

    private static boolean takes(SystemUnderTest system, Map<String, String> options) {
        try {
            system.program().orElseThrow().create(null, options);
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }
}
