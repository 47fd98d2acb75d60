package dev.squall.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.cli.Squall;
import dev.squall.cli.options.CommandLines;
import dev.squall.experiment.Experiment;
import dev.squall.fault.FaultFamily;
import dev.squall.world.Latency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The table of Maelstrom's command lines: each command in it describes the same test as Maelstrom's options. */
class MaelstromCommandsTest {

    private static final Path TABLE = Path.of("..", "..", "systems-under-test", "starters", "maelstrom", "COMMANDS.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| [^|]+ \\| `(-w [^`]+)` \\| (\\d+) \\| `([^`]+)` \\|$");
    private static final int COMMANDS = 83;
    private static final int SECOND_MILLIS = 1_000;

    @TempDir
    private Path folder;

    private Path node;

    /** One row: the options in Maelstrom, how often they occur, and the command here. */
    record Row(String options, int times, String command) {}

    @BeforeEach
    void makeNode() throws IOException {
        node = Files.createFile(folder.resolve("node"));
        assertThat(node.toFile().setExecutable(true)).isTrue();
    }

    static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (MatchResult row : ROW.matcher(Files.readString(TABLE)).results().toList()) {
            rows.add(new Row(row.group(1), Integer.parseInt(row.group(2)), row.group(3)));
        }
        return rows;
    }

    @Test
    void tableHasEveryCommandLineOfTheGuide() throws IOException {
        assertThat(rows().stream().mapToInt(Row::times).sum()).isEqualTo(COMMANDS);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void commandDescribesTheTestOfMaelstromsOptions(Row row) {
        Map<String, String> given = given(row.options());
        Experiment here = experiment(row.command());

        assertThat(here.workload()).isEqualTo(given.get("-w"));
        assertThat(here.nodeIds()).isEqualTo(nodes(given));
        assertThat(here.concurrency()).isEqualTo(clients(given.getOrDefault("--concurrency", "1n"), here.nodeCount()));
        assertThat(here.ratePerSecond()).isEqualTo(number(given, "--rate", "5"));
        assertThat(here.timeLimitMillis()).isEqualTo(SECOND_MILLIS * (long) number(given, "--time-limit", "60"));
        assertThat(here.latencyMillis()).isEqualTo(number(given, "--latency", "0"));
        if (given.containsKey("--latency")) {
            assertThat(here.latencyDistribution()).isEqualTo(shape(given.getOrDefault("--latency-dist", "constant")));
        }
        assertThat(here.faults().stream().map(FaultFamily::faultName))
                .isEqualTo(given.containsKey("--nemesis") ? List.of(given.get("--nemesis")) : List.of());
        if (given.containsKey("--nemesis")) {
            assertThat(here.nemesisIntervalMillis())
                    .isEqualTo(SECOND_MILLIS * (long) number(given, "--nemesis-interval", "10"));
        }
        assertThat(here.systemOptions()).containsAllEntriesOf(workloadOptions(given));
        assertThat(row.command().contains("--log-stderr")).isEqualTo(given.containsKey("--log-stderr"));
        assertThat(given(row.command()).get("--test-count")).isEqualTo(given.get("--test-count"));
    }

    private static Map<String, String> given(String words) {
        Map<String, String> given = new HashMap<>();
        String option = "";
        for (String word : words.split(" ")) {
            if (word.startsWith("-")) {
                option = word;
                given.put(option, "");
            } else {
                given.put(option, word);
            }
        }
        return given;
    }

    /** Parses a command as the command line does, with an executable that exists, and does not run it. */
    private Experiment experiment(String line) {
        String[] arguments = Squall.argumentsOf(line.replaceFirst("--bin \\S+", "--bin " + node));
        assertThat(arguments[0]).isEqualTo("run");
        RunCommand command = new RunCommand();
        CommandLines.configured(new CommandLine(command))
                .parseArgs(List.of(arguments).subList(1, arguments.length).toArray(String[]::new));
        return command.experiment();
    }

    private static List<String> nodes(Map<String, String> given) {
        if (given.containsKey("--nodes")) {
            return List.of(given.get("--nodes").split(","));
        }
        return given.containsKey("--node-count")
                ? IntStream.range(0, Integer.parseInt(given.get("--node-count")))
                        .mapToObj(i -> "n" + i)
                        .toList()
                : List.of("n1", "n2", "n3", "n4", "n5");
    }

    private static int clients(String concurrency, int nodeCount) {
        return Integer.parseInt(concurrency.replace("n", "")) * nodeCount;
    }

    private static double number(Map<String, String> given, String option, String otherwise) {
        return Double.parseDouble(given.getOrDefault(option, otherwise));
    }

    private static Latency.Distribution shape(String name) {
        return Latency.Distribution.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static Map<String, String> workloadOptions(Map<String, String> given) {
        Map<String, String> options = new HashMap<>();
        if (given.containsKey("--topology")) {
            options.put("topology", given.get("--topology"));
        }
        if (given.containsKey("--consistency-models")) {
            options.put("level", given.get("--consistency-models"));
        }
        if (given.get("-w").startsWith("txn-")) {
            options.put("max-txn-length", "4");
            options.put("max-writes-per-key", "16");
        }
        return options;
    }
}
