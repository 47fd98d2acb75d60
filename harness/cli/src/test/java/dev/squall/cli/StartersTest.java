package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.experiment.Outcome;
import dev.squall.run.Run;
import dev.squall.run.RunPipeline;
import dev.squall.run.RunSettings;
import dev.squall.system.ExperimentDraft;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.world.WorldKind;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exercises' starters: untouched, filled in step by step as the guide's walk says, and filled in right. */
@Timeout(240)
class StartersTest {

    private static final Path STARTERS = Path.of("../../systems-under-test/starters");
    private static final Path SOLUTIONS = Path.of("src/test/resources/starters");
    private static final String FIFO_LINK = "fifo_link";

    /** A place of a starter, and what a guide writes there. */
    private static final Pattern FILL = Pattern.compile("(?ms)^`(\\w+)`\n\n```(?:python|java)\n(.*?)^```");

    private static final Pattern STEP = Pattern.compile("(?ms)^### (\\d)\\. (.*?)(?=^### |\\z)");

    @TempDir
    private Path folder;

    // ---- In Python

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @CsvSource({
        "fifo_link, link-fifo, on_send: ",
        "reliable_broadcast, broadcast, broadcast: ",
        "causal_broadcast, broadcast-causal, broadcast: ",
        "lamport_clock, lamport-timestamps, on_",
        "vector_clock, vector-timestamps, on_",
        "eventual_map, eventual-map, ''",
        "raft, lin-kv, on_request: ",
        "two_phase_commit, atomic-commit, on_begin: ",
        "or_set, or-set, ''"
    })
    void untouchedStarterIsToldWhatIsMissing(String starter, String workload, String part) throws Exception {
        ExecutableTest.assumePython();
        Squall.Result result = runPython(starter, Map.of(), workload, "partition,packet");

        assertThat(result.exitCode()).as(result.all()).isEqualTo(3);
        assertThat(result.out())
                .containsPattern("VACUOUS: the nodes refuse requests of the workload " + workload
                        + ": n\\d answered \\w+ with error 10, not supported: '" + part);
        assertThat(result.all()).doesNotContain("Traceback", "\tat ", "Exception");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @CsvSource({
        "1, link-no-loss, message-lost",
        "2, link-no-duplication, message-duplicated",
        "3, link-fifo, fifo-order-broken"
    })
    void wrongStepOfTheWalkIsCaughtByItsAnomalyAlone(int step, String property, String anomaly) throws Exception {
        ExecutableTest.assumePython();
        Squall.Result result = runPython(FIFO_LINK, fillsOfWalk(step), "link-fifo", "partition,packet");

        assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
        assertThat(result.out()).contains("(fifo_link.py broke " + property + ": " + anomaly + ")");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void walkEndsWithALinkThatIsRight() throws Exception {
        ExecutableTest.assumePython();
        Squall.Result result = runPython(FIFO_LINK, fillsOfWalk(4), "link-fifo", "partition,packet");

        assertThat(result.exitCode()).as(result.all()).isZero();
        assertThat(result.out()).contains("VALID: fifo_link.py kept everything that was checked");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @CsvSource({
        "reliable_broadcast, broadcast, 'partition,kill'",
        "causal_broadcast, broadcast-causal, 'partition,packet'",
        "lamport_clock, lamport-timestamps, 'partition,packet'",
        "vector_clock, vector-timestamps, 'partition,packet'",
        "eventual_map, eventual-map, 'partition,packet'",
        "raft, lin-kv, 'partition,packet,kill'",
        "two_phase_commit, atomic-commit, 'partition,packet,kill'",
        "or_set, or-set, 'partition,packet'"
    })
    void exerciseCanBeSolved(String starter, String workload, String faults) throws Exception {
        ExecutableTest.assumePython();
        Squall.Result result = runPython(starter, fills(SOLUTIONS.resolve(starter + ".md")), workload, faults);

        assertThat(result.exitCode()).as(result.all()).isZero();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @CsvSource({
        "1, strong-eventual-consistency, same-updates-different-states",
        "2, strong-eventual-consistency, same-updates-different-states",
        "3, add-wins, lost-element"
    })
    void wrongSetIsCaughtByItsAnomaly(int solution, String property, String anomaly) throws Exception {
        ExecutableTest.assumePython();
        Squall.Result result = runPython("or_set", wrongFills("or_set", solution), "or-set", "partition,packet");

        assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
        assertThat(result.out()).containsPattern(property + " +violation +" + anomaly + ": ");
    }

    private Squall.Result runPython(String starter, Map<String, String> fills, String workload, String faults)
            throws IOException {
        Path python = STARTERS.resolve("python");
        Files.copy(python.resolve("squall_node.py"), folder.resolve("squall_node.py"));
        Path node = folder.resolve(starter + ".py");
        String source = Files.readString(python.resolve(starter + ".py"));
        assertThat(source).as("its command").contains("/" + starter + ".py --workload " + workload + " ");
        Files.writeString(node, filled(source, fills, "raise NotImplementedError\\(\"%s: [^\n]*\n"));
        assertThat(node.toFile().setExecutable(true)).isTrue();
        return Squall.run(
                "run",
                "--bin",
                node.toString(),
                "--workload",
                workload,
                "--nodes",
                "3",
                "--faults",
                faults,
                "--time-limit",
                "4s",
                "--rate",
                "100",
                "--min-ok-percent",
                "1",
                "--seed",
                "5",
                "--runs",
                folder.resolve("runs").toString(),
                "--no-report");
    }

    // ---- In Java

    @Test
    void untouchedJavaStartersAreToldWhatIsMissing() throws Exception {
        for (Run run : runJava(Map.of())) {
            assertThat(run.outcome()).as(run.toString()).isEqualTo(Outcome.VACUOUS);
            assertThat(run.vacuities())
                    .singleElement()
                    .asString()
                    .matches("the nodes refuse requests of the workload \\S+: n\\d answered \\w+ with error 10, not"
                            + " supported: '\\w+: .*'");
        }
    }

    @Test
    void javaExercisesCanBeSolved() throws Exception {
        Map<String, Map<String, String>> fills = new LinkedHashMap<>();
        for (String name : List.of(
                "FifoLink",
                "ReliableBroadcast",
                "CausalBroadcast",
                "LamportClock",
                "VectorClock",
                "TwoPhaseCommit",
                "OrSet")) {
            fills.put(name, fills(SOLUTIONS.resolve(name + ".md")));
        }
        assertThat(runJava(fills))
                .filteredOn(run -> run.outcome() == Outcome.VALID)
                .extracting(run -> run.experiment().system())
                .containsExactly(
                        "my-fifo-link",
                        "my-reliable-broadcast",
                        "my-causal-broadcast",
                        "my-lamport-clock",
                        "my-vector-clock",
                        "my-two-phase-commit",
                        "my-or-set");
    }

    @ParameterizedTest
    @CsvSource({"1, same-updates-different-states", "2, same-updates-different-states", "3, lost-element"})
    void wrongJavaSetIsCaughtByItsAnomaly(int solution, String anomaly) throws Exception {
        List<Run> runs = runJava(Map.of("OrSet", wrongFills("OrSet", solution)));

        assertThat(runs.get(runs.size() - 1).verdicts())
                .filteredOn(verdict -> verdict.validity() == Validity.VIOLATION)
                .extracting(Verdict::anomaly)
                .contains(anomaly);
    }

    @Test
    void javaStarterRunsAsProcesses() throws Exception {
        compileJava(Map.of());
        String classPath = String.join(
                File.pathSeparator,
                System.getProperty("java.class.path"),
                folder.resolve("classes").toString(),
                STARTERS.resolve("java").toAbsolutePath().toString());

        assertThat(GuideClasses.squall(folder, classPath, "run", "my-fifo-link", "--nodes", "3", "--time-limit", "3s"))
                .contains("VACUOUS: the nodes refuse requests of the workload link-fifo", "'send: number message m")
                .doesNotContain("Exception")
                .endsWith("exit 3");
    }

    /** Runs every exercise in the simulated world. */
    private List<Run> runJava(Map<String, Map<String, String>> fills) throws IOException {
        Path classes = compileJava(fills);
        URL[] urls = {classes.toUri().toURL(), STARTERS.resolve("java").toUri().toURL()};
        List<Run> runs = new ArrayList<>();
        try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
            SystemFamily family = ServiceLoader.load(SystemFamily.class, loader).stream()
                    .filter(provider -> provider.type().getName().equals("starters.Starters"))
                    .findFirst()
                    .orElseThrow()
                    .get();
            assertThat(family.systems()).hasSize(9);
            for (SystemUnderTest system : family.systems()) {
                var experiment = ExperimentDraft.on(system.name())
                        .timeLimitMillis(4_000)
                        .toExperiment(system, WorldKind.SIMULATED, 1);
                var workload = Systems.installed().workload(experiment.workload());
                runs.add(RunPipeline.unkept(RunSettings.of(experiment, system, workload))
                        .run());
            }
        }
        return runs;
    }

    private Path compileJava(Map<String, Map<String, String>> fills) throws IOException {
        Path sources = Files.createDirectory(folder.resolve("sources"));
        Path classes = Files.createDirectory(folder.resolve("classes"));
        try (var files = Files.list(STARTERS.resolve("java/starters"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                Map<String, String> ofFile = fills.getOrDefault(name.replace(".java", ""), Map.of());
                Files.writeString(
                        sources.resolve(name),
                        filled(Files.readString(file), ofFile, "throw new Starters.NotWritten\\(\\s*\"%s: [^\n]*\n"));
            }
        }
        GuideClasses.compile(sources, classes);
        return classes;
    }

    // ---- Fills

    /** Returns what the steps of the walk up to this one have written. */
    private static Map<String, String> fillsOfWalk(int lastStep) throws IOException {
        Map<String, String> fills = new LinkedHashMap<>();
        List<MatchResult> steps = STEP.matcher(Files.readString(STARTERS.resolve("README.md")))
                .results()
                .toList();
        assertThat(steps).hasSize(4);
        for (MatchResult step : steps.subList(0, lastStep)) {
            fills.putAll(fills(step.group(2)));
        }
        return fills;
    }

    /** Returns the right solution of an exercise, with the places of one wrong solution in it. */
    private static Map<String, String> wrongFills(String exercise, int solution) throws IOException {
        Map<String, String> fills = fills(SOLUTIONS.resolve(exercise + ".md"));
        STEP.matcher(Files.readString(SOLUTIONS.resolve(exercise + ".wrong.md")))
                .results()
                .filter(step -> step.group(1).equals(String.valueOf(solution)))
                .forEach(step -> fills.putAll(fills(step.group(2))));
        return fills;
    }

    private static Map<String, String> fills(Path guide) throws IOException {
        return fills(Files.readString(guide));
    }

    private static Map<String, String> fills(String text) {
        Map<String, String> fills = new LinkedHashMap<>();
        FILL.matcher(text).results().forEach(fill -> fills.put(fill.group(1), fill.group(2)));
        return fills;
    }

    /**
     * Writes each fill in place of the statement that says that its part is still to be written.
     *
     * @param statement a pattern in which {@code %s} is the name of the part
     */
    private static String filled(String starter, Map<String, String> fills, String statement) {
        String source = starter;
        for (Map.Entry<String, String> fill : fills.entrySet()) {
            Matcher place = Pattern.compile("(?m)^( +)" + String.format(statement, fill.getKey()))
                    .matcher(source);
            assertThat(place.find()).as("the place of " + fill.getKey()).isTrue();
            String indented = fill.getValue().replaceAll("(?m)^(?=.)", place.group(1));
            source = source.substring(0, place.start()) + indented + source.substring(place.end());
        }
        return source;
    }
}
