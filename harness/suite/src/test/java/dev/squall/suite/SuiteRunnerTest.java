package dev.squall.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.fault.FaultFamily;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.Links;
import dev.squall.run.Run;
import dev.squall.system.SystemUnderTest;
import dev.squall.world.WorldKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the run of a suite: turns, time, resumption and reruns; what is kept, and the result. */
class SuiteRunnerTest {

    private static final long UNBOUNDED = Long.MAX_VALUE / 2;
    private static final String TWO =
            """
            suite: s
            experiments:
              - name: cheap
                systems: quorum
                seeds: 5000
              - name: dear
                systems: raft-kv
                worlds: [process]
                seeds: 50
            """;

    @TempDir
    private Path runs;

    private final FakeWorkbench workbench = new FakeWorkbench();

    private Suite suite(String text) {
        return FakeSystems.suite(text);
    }

    private static String one(String fields) {
        return "suite: s\nexperiments:\n  - name: one\n    systems: raft-kv\n" + fields.indent(4);
    }

    private SuiteFolder open(String text, boolean isFresh) {
        Identity identity = Identity.of(suite(text), text, "abc", 1, Shard.WHOLE);
        return SuiteFolder.open(runs, identity, isFresh, Instant.EPOCH);
    }

    private SuiteRunner runner(String text, SuiteFolder folder, long timeNanos, int keep) {
        SuiteRunner.Limits limits = new SuiteRunner.Limits(1, keep, timeNanos);
        return new SuiteRunner(suite(text), 1, Shard.WHOLE, workbench, folder, limits, workbench::nanoTime);
    }

    private SuiteResult run(String text) {
        try (SuiteFolder folder = open(text, false)) {
            return runner(text, folder, UNBOUNDED, 1).run(report -> {});
        }
    }

    private long begun(String prefix) {
        return workbench.begun.stream().filter(run -> run.startsWith(prefix)).count();
    }

    @Test
    void everyRunIsRunOnceAndAValidSuiteIsValid() {
        SuiteResult result = run(one("seeds: 20"));
        assertThat(result.state()).isEqualTo(SuiteResult.State.COMPLETE);
        assertThat(result.outcome()).isEqualTo(Outcome.VALID);
        assertThat(result.finishedRuns()).isEqualTo(20);
        Set<String> distinct = new TreeSet<>(workbench.begun);
        assertThat(distinct).hasSize(20);
        // One of them was recorded, to be kept.
        assertThat(workbench.begun).hasSize(21);
    }

    @Test
    void cheapAndDearRunsShareTimeEqually() {
        workbench.millis = experiment -> experiment.world().equals(WorldKind.PROCESS) ? 10_000L : 100L;
        try (SuiteFolder folder = open(TWO, false)) {
            SuiteResult result =
                    runner(TWO, folder, Duration.ofSeconds(200).toNanos(), 0).run(report -> {});
            assertThat(result.state()).isEqualTo(SuiteResult.State.TIME_BUDGET);
        }
        assertThat(begun("raft-kv")).isBetween(9L, 11L);
        assertThat(begun("quorum")).isBetween(900L, 1_100L);
        assertThat(workbench.nanoTime())
                .isLessThanOrEqualTo(Duration.ofSeconds(200).toNanos());
    }

    @Test
    void aCellWithoutARunWithinTheTimeIsVacuous() {
        try (SuiteFolder folder = open(TWO, false)) {
            // The first run in real time is expected to take its time limit, a second.
            SuiteResult result =
                    runner(TWO, folder, Duration.ofMillis(900).toNanos(), 0).run(report -> {});
            assertThat(result.outcome()).isEqualTo(Outcome.VACUOUS);
            assertThat(result.cells().get(1).reason()).isEqualTo("none of 50 runs came to its end");
        }
    }

    @Test
    void interruptedSuiteResumesWithoutRepeats() throws IOException {
        String text = one("seeds: 30\nworlds: [process]");
        Path first;
        try (SuiteFolder folder = open(text, false)) {
            first = folder.path();
            SuiteRunner runner = runner(text, folder, UNBOUNDED, 2);
            AtomicInteger finished = new AtomicInteger();
            SuiteResult result = runner.run(report -> {
                if (finished.incrementAndGet() == 12) {
                    runner.stop();
                }
            });
            assertThat(result.state()).isEqualTo(SuiteResult.State.INTERRUPTED);
            assertThat(result.finishedRuns()).isEqualTo(12);
            assertThat(result.runsWords()).isEqualTo("12 of 30 runs in 0.0 s");
        }
        // As a kill leaves it: a line that is not whole, and a run that was begun.
        Files.writeString(first.resolve("finished.jsonl"), "{\"cell\":\"one/ra", StandardOpenOption.APPEND);
        Path leftover = Files.createDirectories(first.resolve("runs/raft-kv-process/20200101T000000Z-5"));
        Files.writeString(leftover.resolve("history.edn"), "");

        try (SuiteFolder folder = open(text, false)) {
            assertThat(folder.path()).isEqualTo(first);
            assertThat(folder.finishedRuns()).isEqualTo(12);
            SuiteResult result = runner(text, folder, UNBOUNDED, 2).run(report -> {});
            assertThat(result.state()).isEqualTo(SuiteResult.State.COMPLETE);
            assertThat(result.finishedRuns()).isEqualTo(30);
            assertThat(result.runsWords())
                    .isEqualTo("30 of 30 runs, 12 of them before the interruption and 18 in 0.0 s since");
        }
        assertThat(workbench.begun).hasSize(30).doesNotHaveDuplicates();
        assertThat(leftover).doesNotExist();
        assertThat(keptFolders(first)).as("of the valid runs").hasSize(2);
    }

    @Test
    void endedBusyOrOtherSuiteIsNotResumed() {
        String text = one("seeds: 3");
        try (SuiteFolder atWork = open(text, false);
                SuiteFolder second = open(text, false)) {
            assertThat(second.path()).isNotEqualTo(atWork.path());
        }
        Path ended;
        try (SuiteFolder folder = open(text, true)) {
            ended = folder.path();
            SuiteMetadata metadata = SuiteReportsTest.metadata();
            SuiteReports.write(
                    runner(text, folder, UNBOUNDED, 1).run(report -> {}), metadata, folder, Optional.empty());
        }
        try (SuiteFolder next = open(text, false);
                SuiteFolder other = open(text + "\n# changed\n", false)) {
            assertThat(next.path()).isNotEqualTo(ended);
            assertThat(other.finishedRuns()).isZero();
        }
    }

    @Test
    void violationIsRerunForReproducibility() {
        AtomicInteger runsOfSeed = new AtomicInteger();
        workbench.outcomes = experiment -> experiment.seed() == 1
                ? Outcome.VIOLATION
                : experiment.seed() == 2 && runsOfSeed.getAndIncrement() == 0 ? Outcome.VIOLATION : Outcome.VALID;
        SuiteResult result = run(one("seeds: [1, 2, 3]\nworlds: [process]\nreruns: 2"));
        List<FinishedRun> finished = result.cells().get(0).runs();
        assertThat(finished)
                .extracting(FinishedRun::reproducibility)
                .containsExactly("reproducible", "not-reproduced", "");
        assertThat(finished.get(0).words()).isEqualTo("linearizable: stale-read: what <was> \"seen\" & said \u0001");
        assertThat(result.outcome()).isEqualTo(Outcome.VIOLATION);
        assertThat(workbench.begun).hasSize(3 + 2 * 2);
    }

    @Test
    void failuresAreKeptAndOfTheOthersOnlyAFew() throws IOException {
        workbench.outcomes = experiment -> switch ((int) (experiment.seed() % 10)) {
            case 0 -> Outcome.VIOLATION;
            case 1 -> Outcome.ERROR;
            case 2, 3, 4, 5 -> Outcome.VACUOUS;
            default -> Outcome.VALID;
        };
        for (String world : List.of("simulated", "process")) {
            SuiteResult result = run(one("seeds: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]\nworlds: [" + world + "]"));
            List<FinishedRun> kept = result.cells().get(0).runs().stream()
                    .filter(finished -> !finished.folder().isEmpty())
                    .toList();
            assertThat(kept).extracting(FinishedRun::seed).containsExactly(0L, 1L, 2L, 6L);
        }
        assertThat(keptFolders(runs)).hasSize(8);
    }

    @Test
    void cellStopsAfterTooManyFailures() {
        workbench.outcomes = experiment -> Outcome.ERROR;
        SuiteResult result = run(one("seeds: 100\nfailures-max: 4"));
        assertThat(result.finishedRuns()).isEqualTo(4);
        assertThat(result.state()).isEqualTo(SuiteResult.State.COMPLETE);
        assertThat(result.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(result.cells().get(0).reason()).isEqualTo("the world ended");
    }

    @Test
    void absentWorldIsSkippedUnlessRequired() {
        workbench.absent.put(WorldKind.DOCKER, "there is no container engine");
        String both = "worlds: [simulated, docker]\nseeds: 2\n";
        SuiteResult skipped = run(one(both));
        assertThat(skipped.outcome()).isEqualTo(Outcome.VALID);
        assertThat(skipped.cells()).extracting(CellResult::outcomeWord).containsExactly("valid", "skipped");
        assertThat(skipped.cells().get(1).reason()).isEqualTo("there is no container engine");
        assertThat(run(one(both + "required: true")).outcome()).isEqualTo(Outcome.ERROR);
        assertThat(run(one("worlds: [docker]")).outcome()).isEqualTo(Outcome.VACUOUS);
    }

    @Test
    void tooManyVacuousRunsMakeACellVacuous() {
        workbench.outcomes = experiment -> experiment.seed() < 5 ? Outcome.VACUOUS : Outcome.VALID;
        assertThat(run(one("seeds: [1, 2, 6, 7]")).outcome()).isEqualTo(Outcome.VALID);
        SuiteResult many = run(one("seeds: [1, 2, 3, 6, 7]"));
        assertThat(many.outcome()).isEqualTo(Outcome.VACUOUS);
        assertThat(many.cells().get(0).reason())
                .isEqualTo("2 of 5 runs prove something; of the others one says: nothing succeeded");
        assertThat(run(one("seeds: [1, 2, 3, 6, 7]\nproving-share-min: 0.4")).outcome())
                .isEqualTo(Outcome.VALID);
        assertThat(run(one("seeds: [1, 2]\nproving-share-min: 0")).outcome()).isEqualTo(Outcome.VACUOUS);
    }

    private static List<Path> keptFolders(Path below) throws IOException {
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{8}T\\d{6}Z-\\d+"))
                    .filter(file -> file.getParent().getParent().endsWith("runs"))
                    .toList();
        }
    }

    /** Link that sends once and notes nothing. */
    private static final class SilentLink implements NodeProgram {

        @Override
        public Node create(Environment environment, Map<String, String> options) {
            return new Node() {
                @Override
                public void start() {}

                @Override
                public void receive(Message message) {
                    if (message.body() instanceof Links.Send send && message.messageId() != Message.NO_ID) {
                        environment.send(send.to(), send);
                        environment.reply(message, new Links.SendOk());
                    } else if (message.messageId() != Message.NO_ID) {
                        environment.reply(message, new Links.FlushOk());
                    }
                }
            };
        }

        @Override
        public Vocabulary vocabulary() {
            return Links.VOCABULARY;
        }
    }

    @Test
    void lossyLinkThatReportsNothingIsVacuous() {
        SystemUnderTest link = SystemUnderTest.of("silent", "sends once", new SilentLink(), "link");
        Experiment experiment = Experiment.builder("silent", "link")
                .nodeCount(3)
                .ratePerSecond(100)
                .timeLimitMillis(2_000)
                .faults(List.of(FaultFamily.named("partition").orElseThrow()))
                .nemesisIntervalMillis(300)
                .build();

        Run run = new PipelineWorkbench(name -> Optional.of(link), words -> {}).run(experiment, Budget.DEFAULT);

        assertThat(run.outcome()).isEqualTo(Outcome.VACUOUS);
        assertThat(run.vacuities().get(0)).startsWith("link-no-loss, link-no-duplication, link-no-creation could not");
    }
}
