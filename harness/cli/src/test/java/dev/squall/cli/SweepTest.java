package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.linear.certificate.Confirmation;
import dev.squall.check.linear.model.CasRegister;
import dev.squall.cli.print.SweepText;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.experiment.RepeatLine;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.run.Sweep;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.workload.ProvingChecker;
import dev.squall.workload.Workload;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepTest {

    private static final int THREADS = 2;

    @Test
    void theSoundSystemIsValidForEverySeed() {
        Squall.Result result = Squall.run("sweep", "raft-kv", "--seeds", "30", "--time-limit", "20s", "--collect");

        assertThat(result.all())
                .contains("VALID: raft-kv, 30 of 30 seeds from 1 on")
                .contains("no violation in 30 runs that prove something: with 95 % confidence, less than 10 % of");
        assertThat(result.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"raft-kv --workload lin-kv", "2pc-store --workload txn-list-append"})
    void certificatesAreConfirmedAndCounted(String system) throws Exception {
        Squall.Result result = Squall.run(
                ("sweep " + system + " --seeds 3 --time-limit 3s --faults none --certificates --json").split(" "));

        JsonNode json = new ObjectMapper().readTree(result.out());
        assertThat(json.at("/certificates/confirmed").asInt()).as(result.all()).isEqualTo(3);
        assertThat(json.get("certified").asInt())
                .isBetween(100, json.get("operations").asInt());
        assertThat(result.err()).contains("certificates: 3 confirmed; ");
    }

    /** Options that show a flaw which the usual experiment shows too seldom or not at all. */
    private static final Map<String, String> EXPERIMENTS = Map.of(
            "raft-kv-equal-election-timeouts",
            "--time-limit 2s --faults none --latency-dist constant",
            "raft-kv-lease-reads-by-wall-clock",
            "--workload append-kv --time-limit 20s --faults partition,clock --no-swarm --nemesis-interval 600ms"
                    + " --operation-timeout 100ms --concurrency 4n --rate 400",
            "raft-kv-leader-reads-its-own-state",
            "--workload append-kv --time-limit 10s --faults partition,pause --operation-timeout 200ms",
            "raft-kv-older-term-committed-by-counting",
            "--time-limit 40s --faults partition --no-swarm --nemesis-interval 600ms --latency 20 --latency-dist"
                    + " exponential --option entries-per-message=1 --recovery-bound 30s --rate 20",
            "raft-kv-previous-entry-check-left-out",
            "--time-limit 20s --faults partition,kill --no-swarm --nemesis-interval 800ms --operation-timeout 50ms"
                    + " --concurrency 6n --rate 400 --option entries-per-message=1",
            "raft-kv-retries-without-deduplication",
            "--time-limit 5s --faults partition,packet,kill");

    static Stream<SystemUnderTest> flawedRafts() {
        return Systems.installed().withProgram().stream()
                .filter(system -> system.flaw().isPresent())
                .filter(system -> system.name().startsWith("raft-kv"));
    }

    @ParameterizedTest
    @MethodSource("flawedRafts")
    void aFlawIsCaughtAndTheSeedFoundRepeatsIt(SystemUnderTest system, @TempDir Path runs) throws Exception {
        String options = EXPERIMENTS.getOrDefault(system.name(), "--time-limit 10s");

        Squall.Result sweep = Squall.run(("sweep " + system.name() + " --seeds 100 --json " + options).split(" "));

        assertThat(sweep.exitCode()).isEqualTo(1);
        JsonNode failure = firstViolation(new ObjectMapper().readTree(sweep.out()));
        assertThat(failure.get("verdicts").findValuesAsText("anomaly"))
                .contains(system.flaw().orElseThrow().anomaly());
        String[] arguments = Squall.argumentsOf(failure.get("command").asText() + " --json --runs '" + runs + "'");
        Squall.Result again = Squall.run(arguments);
        JsonNode repeated = new ObjectMapper().readTree(again.out());
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(repeated.get("verdicts")).isEqualTo(failure.get("verdicts"));
        assertThat(repeated.get("faults")).isEqualTo(failure.get("faults"));
    }

    private static JsonNode firstViolation(JsonNode sweep) {
        for (JsonNode failure : sweep.get("failures")) {
            if (failure.get("outcome").asText().equals("violation")) {
                return failure;
            }
        }
        throw new AssertionError("no violation among " + sweep);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void lowestFailingSeedIgnoresThreadCount(int threads) {
        SystemUnderTest flawed = Systems.installed().named("raft-kv-leader-reads-its-own-state");

        Sweep.Result result = sweep(flawed).run(50, threads, true, done -> {});

        assertThat(lowestViolation(result))
                .isEqualTo(lowestViolation(sweep(flawed).run(50, THREADS, true, done -> {})));
    }

    private static long lowestViolation(Sweep.Result result) {
        return result.failures().stream()
                .filter(run -> run.outcome() == Outcome.VIOLATION)
                .mapToLong(run -> run.experiment().seed())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void throwingNodeLosesNoOtherSeed(boolean stopAtFailure) {
        SystemUnderTest brittle = system(new BrittleProgram());

        Sweep.Result result = sweep(brittle).run(20, THREADS, stopAtFailure, done -> {});

        assertThat(result.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(result.seedsRun()).isEqualTo(stopAtFailure ? result.seedsRun() : 20);
        assertThat(result.errors()).isNotEmpty().allSatisfy(error -> {
            assertThat(error.cause()).hasMessageContaining("node n").hasMessageContaining("the brittle node broke");
            assertThat(error.experiment().seed()).isBetween(1L, 20L);
        });
        int counted =
                result.counts().values().stream().mapToInt(Integer::intValue).sum();
        assertThat(counted).isEqualTo(result.seedsRun());
    }

    @Test
    void errorIsReportedWithItsRepeatLine() {
        Sweep.Result result = sweep(system(new BrittleProgram())).run(20, THREADS, true, done -> {});
        Experiment failed = result.errors().get(0).experiment();
        StringWriter out = new StringWriter();

        new SweepText("brittle", 1, 20, new PrintWriter(out)).print("error", result, 1);

        assertThat(out.toString())
                .startsWith("ERROR: brittle, " + result.seedsRun() + " of 20 seeds from 1 on")
                .contains("seed " + failed.seed() + ": error", "the brittle node broke")
                .contains("again: " + RepeatLine.of(failed))
                .doesNotContain("\tat ", "defect");
        assertThat(result.outcome().exitCode()).isEqualTo(255);
        JsonNode json = new ObjectMapper().valueToTree(SweepText.toJson("error", result));
        assertThat(json.get("errors").get(0).get("seed").asLong()).isEqualTo(failed.seed());
        assertThat(json.get("errors").get(0).get("command").asText()).isEqualTo(RepeatLine.of(failed));
    }

    @Test
    void wrongCertificateIsAnErrorOfItsSeed() {
        ProvingChecker refuted = new ProvingChecker(
                new CasRegister(null),
                true,
                (history, object, keyed, claim) ->
                        new Confirmation(Confirmation.Outcome.REFUTED, "refuted: a read is not explained"));
        Experiment base =
                Experiment.builder("raft-kv", "lin-kv").timeLimitMillis(2_000).build();
        Sweep sweep =
                new Sweep(base, Systems.installed().named("raft-kv"), linKvJudgedBy(refuted), Budget.DEFAULT, false);
        sweep.confirmCertificates();

        Sweep.Result result = sweep.run(2, 1, false, done -> {});

        assertThat(result.counts()).isEqualTo(Map.of(Outcome.ERROR, 2));
        assertThat(result.outcome().exitCode()).isEqualTo(255);
        assertThat(result.certified()).isZero();
        StringWriter out = new StringWriter();
        new SweepText("raft-kv", 1, 2, new PrintWriter(out)).print("error", result, 1);
        assertThat(out.toString())
                .startsWith("ERROR: raft-kv, 2 of 2 seeds from 1 on")
                .contains("seed 1: error", "seed 2: error")
                .contains("the certificate of the valid verdict of linearizable is wrong")
                .doesNotContain("certificates:", "\tat ");
    }

    /** Returns the workload lin-kv with another checker. */
    private static Workload linKvJudgedBy(Checker checker) {
        Workload linKv = Systems.installed().workload("lin-kv");
        return (Workload) Proxy.newProxyInstance(
                Workload.class.getClassLoader(),
                new Class<?>[] {Workload.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "checkers" -> List.of(checker);
                    case "judging" -> proxy;
                    default -> method.invoke(linKv, arguments);
                });
    }

    @Test
    void stoppedSweepReportsFinishedSeeds() {
        Sweep sweep = sweep(Systems.installed().named("raft-kv"));

        Sweep.Result result = sweep.run(1_000_000, THREADS, false, done -> {
            if (done == 3) {
                sweep.stop();
            }
        });

        assertThat(result.seedsRun()).isBetween(3, 3 + THREADS);
    }

    private static Sweep sweep(SystemUnderTest system) {
        Experiment base = Experiment.builder(system.name(), "lin-kv")
                .timeLimitMillis(8_000)
                .faults(system.usualFaults())
                .nemesisIntervalMillis(2_000)
                .build();
        return new Sweep(base, system, Systems.installed().workload("lin-kv"), Budget.DEFAULT, true);
    }

    private static SystemUnderTest system(NodeProgram program) {
        return SystemUnderTest.of("brittle", "", program, "lin-kv");
    }

    /** Raft whose nodes break, now and then, on a message. */
    private static final class BrittleProgram implements NodeProgram {

        private final RaftProgram raft = new RaftProgram();

        @Override
        public Node create(Environment environment, Map<String, String> options) {
            Node node = raft.create(environment, options);
            return new Node() {
                @Override
                public void start() {
                    node.start();
                }

                @Override
                public void receive(Message message) {
                    if (environment.random().nextInt(20_000) == 0) {
                        throw new IllegalStateException("the brittle node broke");
                    }
                    node.receive(message);
                }
            };
        }

        @Override
        public Vocabulary vocabulary() {
            return raft.vocabulary();
        }
    }
}
