package dev.squall.suite.github;

import dev.squall.experiment.Outcome;
import dev.squall.suite.FinishedRun;
import dev.squall.suite.SuiteFolder;
import dev.squall.suite.SuiteMetadata;
import dev.squall.suite.SuiteReports;
import dev.squall.suite.SuiteResult;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Log of a suite's violations in SARIF 2.1.0, which GitHub's code scanning reads. Each violation is a result: its rule
 * is the anomaly, its location is the line of the suite file that names the experiment, and its message is a sentence
 * and the command that repeats the run. Violations of one cell by one anomaly have one fingerprint, whatever their
 * seeds, so that the same finding of two nights is one alert.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
public final class Sarif {

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    /** GitHub reads at most 25,000 results of a log. */
    private static final int RESULTS_MAX = 25_000;

    private final SuiteMetadata metadata;
    private final Path root;
    private final List<FinishedRun> violations;
    private final List<String> rules;
    private final List<String> suiteLines;

    private Sarif(SuiteResult result, SuiteMetadata metadata, Path root) {
        this.metadata = metadata;
        this.root = root;
        this.violations = result.failures()
                .filter(run -> run.outcome() == Outcome.VIOLATION)
                .limit(RESULTS_MAX)
                .toList();
        this.rules = List.copyOf(
                new TreeSet<>(violations.stream().map(FinishedRun::anomaly).toList()));
        this.suiteLines = lines(metadata.file());
    }

    /**
     * Returns the log as JSON data: maps, lists, strings and numbers.
     *
     * @param root root of the repository; locations of files inside of it are relative to it
     */
    public static Map<String, Object> of(SuiteResult result, SuiteMetadata metadata, Path root) {
        return new Sarif(result, metadata, root.toAbsolutePath().normalize()).log();
    }

    /**
     * Writes the log into the suite's folder. Locations are relative to the working directory.
     *
     * @throws dev.squall.world.WorldException if the log cannot be written
     */
    public static void write(SuiteResult result, SuiteMetadata metadata, SuiteFolder folder) {
        folder.write(SuiteFolder.SARIF_FILE, SuiteReports.toText(of(result, metadata, Path.of(""))));
    }

    private static List<String> lines(Path suite) {
        try {
            return Files.readAllLines(suite);
        } catch (IOException e) {
            // A suite that cannot be read any more has its results at its first line.
            return List.of();
        }
    }

    private Map<String, Object> log() {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "Squall");
        driver.put("version", String.valueOf(metadata.provenance().get("version")));
        driver.put("rules", rules.stream().map(Sarif::rule).toList());
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        // The category, with which GitHub tells the logs of several suites and shards apart.
        run.put(
                "automationDetails",
                Map.of(
                        "id",
                        "squall/" + metadata.identity().suite() + "/"
                                + metadata.identity().shard().replace('/', '-') + "/"));
        run.put("results", violations.stream().map(this::result).toList());
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("$schema", SCHEMA);
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        return log;
    }

    private static Map<String, Object> rule(String anomaly) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("id", anomaly);
        rule.put("shortDescription", Map.of("text", "Violation: " + anomaly.replace('-', ' ')));
        rule.put("defaultConfiguration", Map.of("level", "error"));
        return rule;
    }

    private Map<String, Object> result(FinishedRun run) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", run.anomaly());
        result.put("ruleIndex", rules.indexOf(run.anomaly()));
        result.put("level", "error");
        result.put("message", Map.of("text", message(run)));
        result.put("locations", List.of(location(run)));
        result.put("partialFingerprints", Map.of("primaryLocationLineHash", fingerprint(run)));
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("cell", run.cell());
        properties.put("seed", String.valueOf(run.seed()));
        properties.put("repeat", run.command());
        properties.put("run", run.folder());
        result.put("properties", properties);
        return result;
    }

    private static String message(FinishedRun run) {
        String again = run.reproducibilityWords();
        return run.cell() + ", seed " + run.seed() + ": " + run.words() + (again.isEmpty() ? "" : " (" + again + ")")
                + ".\nRepeat: " + run.command();
    }

    private static String fingerprint(FinishedRun run) {
        String finding = run.cell() + " " + run.anomaly();
        return UUID.nameUUIDFromBytes(finding.getBytes(StandardCharsets.UTF_8)) + ":1";
    }

    private Map<String, Object> location(FinishedRun run) {
        Map<String, Object> artifact = new LinkedHashMap<>();
        Path file = metadata.file().toAbsolutePath().normalize();
        if (file.startsWith(root)) {
            artifact.put("uri", relativeUri(root.relativize(file)));
            artifact.put("uriBaseId", "%SRCROOT%");
        } else {
            artifact.put("uri", file.toUri().toString());
        }
        Map<String, Object> physical = new LinkedHashMap<>();
        physical.put("artifactLocation", artifact);
        physical.put("region", Map.of("startLine", line(run)));
        return Map.of("physicalLocation", physical);
    }

    private static String relativeUri(Path path) {
        try {
            return new URI(null, null, path.toString().replace('\\', '/'), null).getRawPath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a path without scheme and authority is a URI", e);
        }
    }

    /** Returns the number of the line that names the run's experiment, from 1; 1 if there is no such line. */
    private int line(FinishedRun run) {
        String experiment = run.cell().replaceAll("/.*", "");
        Pattern name = Pattern.compile("[\\s-]*name:\\s*[\"']?" + Pattern.quote(experiment) + "[\"']?\\s*(#.*)?");
        List<Integer> lines = new ArrayList<>();
        for (int i = 0; i < suiteLines.size(); i++) {
            if (name.matcher(suiteLines.get(i)).matches()) {
                lines.add(i + 1);
            }
        }
        return lines.isEmpty() ? 1 : lines.get(0);
    }
}
