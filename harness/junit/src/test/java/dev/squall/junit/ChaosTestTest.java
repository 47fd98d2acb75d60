package dev.squall.junit;

import static dev.squall.fault.FaultFamily.CLOCK;
import static dev.squall.fault.FaultFamily.DISK;
import static dev.squall.fault.FaultFamily.KILL;
import static dev.squall.fault.FaultFamily.PARTITION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.experiment.Outcome;
import dev.squall.junit.example.ForgetfulRegister;
import dev.squall.junit.example.RegisterProgram;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.run.Run;
import dev.squall.world.WorldException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.opentest4j.AssertionFailedError;

/** Tests the reports of chaos tests in a build. */
class ChaosTestTest {

    /** Runs with which the methods below were called, in order. */
    private static final List<Run> RUNS = new CopyOnWriteArrayList<>();

    static class Sound {
        @ChaosTest(
                program = RegisterProgram.class,
                workload = "register",
                faults = {KILL, PARTITION},
                nodes = 3,
                firstSeed = 5,
                seeds = 4,
                timeLimitMillis = 4_000)
        void isLinearizable(Run run) {
            RUNS.add(run);
        }
    }

    static class Flawed {
        @ChaosTest(program = ForgetfulRegister.class, workload = "register", faults = KILL, nodes = 3, seeds = 5)
        void isLinearizable(Run run) {
            RUNS.add(run);
        }
    }

    /** A chaos test whose runs differ although they have the same seed. */
    static class Undetermined {

        private static final AtomicInteger STARTS = new AtomicInteger();

        static final class Program extends RegisterProgram {
            @Override
            public Node create(Environment environment, Map<String, String> options) {
                Node node = new ForgetfulRegister().create(environment, options);
                int start = STARTS.incrementAndGet();
                return new Node() {
                    @Override
                    public void start() {
                        node.start();
                    }

                    @Override
                    public void receive(Message message) {
                        if (message.messageId() % 50 != start % 50) {
                            node.receive(message);
                        }
                    }
                };
            }
        }

        @ChaosTest(program = Program.class, workload = "register", faults = KILL, nodes = 3, seeds = 1)
        void isLinearizable() {}
    }

    static class NothingToLose {
        @ChaosTest(
                program = ForgetfulRegister.class,
                workload = "register",
                faults = DISK,
                nodes = 3,
                clientsPerNode = 1,
                ratePerSecond = 1,
                seeds = 1,
                swarm = false,
                timeLimitMillis = 4_000)
        void isVacuous() {}
    }

    static class AllowedToBeVacuous {
        @ChaosTest(
                program = RegisterProgram.class,
                workload = "register",
                faults = {},
                nodes = 3,
                ratePerSecond = 1,
                seeds = 1,
                swarm = false,
                timeLimitMillis = 2_000,
                allow = Outcome.VACUOUS)
        void passes(Run run) {
            RUNS.add(run);
        }
    }

    static class LinkWithoutJournal {
        @ChaosTest(program = SilentLink.class, workload = "link", faults = PARTITION, seeds = 1, swarm = false)
        void isVacuous() {}
    }

    static class Undecided {
        @ChaosTest(
                program = RegisterProgram.class,
                workloadClass = UndecidableWorkload.class,
                faults = {},
                seeds = 1)
        void isUnknown() {}
    }

    /** Annotation of a project, with settings for several tests. */
    @Retention(RetentionPolicy.RUNTIME)
    @ChaosTest(
            program = RegisterProgram.class,
            workload = "register",
            faults = KILL,
            seeds = 2,
            timeLimitMillis = 4_000)
    @interface ShortKills {}

    static class Composed {
        @ShortKills
        void isLinearizable(Run run) {
            RUNS.add(run);
        }
    }

    static class RefusedOption {
        @ChaosTest(program = RegisterProgram.class, faults = CLOCK, seeds = 1, options = "quorum=2")
        void isAnError() {}
    }

    @Test
    void soundSystemPassesOncePerSeed() {
        RUNS.clear();
        EngineExecutionResults results = Launch.of(Sound.class);
        results.testEvents()
                .assertStatistics(statistics -> statistics.started(4).succeeded(4));
        assertThat(Launch.displayNames(results.testEvents().started()))
                .hasSize(4)
                .allMatch(name -> name.matches("seed [5-8]: (partition, kill|partition|kill)"));
        assertThat(RUNS).extracting(run -> run.experiment().seed()).containsExactly(5L, 6L, 7L, 8L);
        assertThat(RUNS).extracting(Run::outcome).containsOnly(Outcome.VALID);
    }

    @Test
    void flawedSystemFailsWithARepeatLine() {
        RUNS.clear();
        EngineExecutionResults results = Launch.of(Flawed.class);
        List<Throwable> causes = Launch.causes(results.testEvents());
        assertThat(causes).isNotEmpty().hasOnlyElementsOfType(AssertionFailedError.class);
        assertThat(RUNS).hasSize(5 - causes.size());
        assertThat(causes.get(0).getMessage().lines().toList())
                .anyMatch(line -> line.matches("seed [1-5]: violation"))
                .anyMatch(line -> line.startsWith("  linearizable: stale-read: key "))
                .anyMatch(line -> line.startsWith("    {:index ") && line.contains(":f :read"))
                .anyMatch(line -> line.startsWith("    proof: confirmed"))
                .anyMatch(line -> line.startsWith("  fault kill: "))
                .anyMatch(
                        line -> line.startsWith("  ran: ForgetfulRegister, register, simulated, 3 nodes, 6 clients, "))
                .last()
                .asString()
                .matches("  again: mvn test '-Dtest=dev\\.squall\\.junit\\.ChaosTestTest\\$Flawed#isLinearizable'"
                        + " -Dsquall\\.seed=[1-5]");
    }

    @Test
    void theSeedPropertyRepeatsOneInvocationExactly() {
        EngineExecutionResults all = Launch.of(Flawed.class);
        String name = Launch.displayNames(all.testEvents().failed()).get(0);
        String message = Launch.causes(all.testEvents()).get(0).getMessage();
        String seed = message.substring(message.lastIndexOf('=') + 1);

        EngineExecutionResults again = Launch.of(Flawed.class, "squall.seed=" + seed);
        again.testEvents().assertStatistics(statistics -> statistics.started(1).failed(1));
        assertThat(Launch.displayNames(again.testEvents().started())).containsExactly(name);
        assertThat(Launch.causes(again.testEvents()))
                .extracting(cause -> withoutFolders(cause.getMessage()))
                .containsExactly(withoutFolders(message));
    }

    /** Returns the message without folders, because each repetition is kept in another folder. */
    private static String withoutFolders(String message) {
        return message.replaceAll("\n  (kept in|report): .*", "");
    }

    @Test
    void seedPropertyMayNameAnyOtherSeed() {
        RUNS.clear();
        Launch.of(Sound.class, "squall.seed=-12").testEvents().assertStatistics(statistics -> statistics.succeeded(1));
        assertThat(RUNS).extracting(run -> run.experiment().seed()).containsExactly(-12L);
    }

    @Test
    void aVacuousRunFailsWithItsReasons() {
        assertThat(Launch.causes(Launch.of(NothingToLose.class).testEvents()))
                .singleElement()
                .isInstanceOf(AssertionFailedError.class)
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("seed 1: vacuous\n  vacuous: only ")
                .contains("\n  vacuous: the fault disk was asked for but had no effect: ");
    }

    @Test
    void lossyLinkThatReportsNothingIsVacuous() {
        assertThat(Launch.causes(Launch.of(LinkWithoutJournal.class).testEvents()))
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("seed 1: vacuous\n  vacuous: link-no-loss, link-no-duplication, link-no-creation could");
    }

    @Test
    void allowedVacuousRunPassesAndIsPublished() {
        RUNS.clear();
        EngineExecutionResults results = Launch.of(AllowedToBeVacuous.class);
        results.testEvents()
                .assertStatistics(statistics -> statistics.succeeded(1).reportingEntryPublished(1));
        assertThat(RUNS).extracting(Run::outcome).containsExactly(Outcome.VACUOUS);
    }

    @Test
    void anUnknownFailsWithHowFarTheCheckCame() {
        assertThat(Launch.causes(Launch.of(Undecided.class).testEvents()))
                .singleElement()
                .isInstanceOf(AssertionFailedError.class)
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("seed 1: unknown\n  undecidable: unknown: gave up at once\n  ran: ");
    }

    @Test
    void failedRunIsAnErrorWithItsSeed() {
        assertThat(Launch.causes(Launch.of(RefusedOption.class).testEvents()))
                .singleElement()
                .isInstanceOf(WorldException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("seed 1: the run failed: the options are {quorum=2}; expected none\n  ran: ")
                .endsWith(" -Dsquall.seed=1");
    }

    @Test
    void anAnnotationOfOnesOwnMayCarryTheSettings() {
        Launch.of(Composed.class).testEvents().assertStatistics(statistics -> statistics.succeeded(2));
    }

    @Test
    void seedsMayRunInParallelAndEachKeepsItsOwnRun(@TempDir Path runs) throws Exception {
        RUNS.clear();
        Launch.of(
                        Sound.class,
                        "squall.runs=" + runs,
                        "junit.jupiter.execution.parallel.enabled=true",
                        "junit.jupiter.execution.parallel.mode.default=concurrent",
                        "junit.jupiter.execution.parallel.config.strategy=fixed",
                        "junit.jupiter.execution.parallel.config.fixed.parallelism=2")
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(4));
        assertThat(RUNS).extracting(run -> run.experiment().seed()).containsExactlyInAnyOrder(5L, 6L, 7L, 8L);
        try (Stream<Path> folders = Files.list(runs.resolve("RegisterProgram-simulated"))) {
            assertThat(folders.filter(folder -> !Files.isSymbolicLink(folder))
                            .map(folder -> folder.getFileName().toString().replaceFirst(".*Z-", "")))
                    .containsExactlyInAnyOrder("5", "6", "7", "8");
        }
    }

    @Test
    void aFailureNamesTheFolderAndThePageOfItsRun(@TempDir Path runs) {
        String message = Launch.causes(
                        Launch.of(NothingToLose.class, "squall.runs=" + runs).testEvents())
                .get(0)
                .getMessage();
        String folder = Pattern.quote(runs + "/ForgetfulRegister-simulated/") + "\\w+-1";
        assertThat(message).containsPattern("\n  kept in: " + folder + "\n  report: " + folder + "/report.html\n");
    }

    @Test
    void failingRunIsAlwaysKept() {
        String message = Launch.causes(Launch.of(Flawed.class, "squall.seed=1").testEvents())
                .get(0)
                .getMessage();
        Path page = Path.of(message.replaceFirst("(?s).*\n  report: (.*?)\n.*", "$1"));
        assertThat(page).startsWith(RunsFolder.usual()).isNotEmptyFile();
        assertThat(page.resolveSibling("verdict.json")).content().contains("\"outcome\" : \"violation\"");
        assertThat(page.resolveSibling("history.edn")).isNotEmptyFile();
        assertThat(page.resolveSibling("messages.jsonl")).isNotEmptyFile();
    }

    @Test
    void nondeterministicRunIsReported() {
        assertThat(Launch.causes(Launch.of(Undetermined.class).testEvents()))
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("\n  but: made again to be kept, the run was another one; expected nodes that draw all time");
    }

    @Test
    void theRunsPropertyKeepsEachRunInAFolder(@TempDir Path runs) throws Exception {
        Launch.of(Sound.class, "squall.seed=6", "squall.runs=" + runs)
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(1));
        Path folder = runs.resolve("latest").toRealPath();
        assertThat(folder.getFileName().toString()).endsWith("-6");
        assertThat(folder.resolve("experiment.json")).content().contains("-Dsquall.seed=6");
        assertThat(folder.resolve("verdict.json")).content().contains("\"outcome\" : \"valid\"");
        List<String> sizes = new ArrayList<>();
        for (String file : List.of("history.edn", "messages.jsonl")) {
            sizes.add(file + " " + (Files.size(folder.resolve(file)) > 10_000));
        }
        assertThat(sizes).containsExactly("history.edn true", "messages.jsonl true");
    }
}
