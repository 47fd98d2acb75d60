package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Validity;
import dev.squall.claims.Gallery;
import dev.squall.claims.GalleryEntry;
import dev.squall.experiment.Experiment;
import dev.squall.fault.FaultFamily;
import dev.squall.history.History;
import dev.squall.history.HistoryReader;
import dev.squall.report.RunPage;
import dev.squall.run.Run;
import dev.squall.run.RunFolder;
import dev.squall.run.RunSettings;
import dev.squall.run.RunSummary;
import dev.squall.scenario.Replay;
import dev.squall.scenario.Scenario;
import dev.squall.scenario.ScenarioReader;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that histories/gallery holds what this build makes, and that its guide describes it. */
class GalleryTest {

    private static final Path FOLDER = Path.of("../../histories/gallery");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long BYTES_MAX = 5L << 20;
    private static final Pattern HEADING = Pattern.compile("(?m)^### \\[(.+)]\\((.+)\\)$");

    static Stream<GalleryEntry> entries() {
        return GalleryEntry.all().stream();
    }

    private static Path stored(GalleryEntry entry) {
        return new Gallery(FOLDER, RunPage::write).folderOf(entry);
    }

    private static Scenario scenario(GalleryEntry entry) throws IOException {
        return ScenarioReader.parse(Files.readString(stored(entry).resolve(RunFolder.SCENARIO_FILE)));
    }

    /** The files of a folder by name, but for pages, which are not stored. */
    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.endsWith(".html")) {
                    contents.put(name, Files.readString(file));
                }
            }
        }
        return contents;
    }

    @Test
    void everyFlawOfTheCatalogueHasAnExhibitAndAFolder() throws IOException {
        List<String> flawed = Systems.installed().withProgram().stream()
                .filter(system -> system.flaw().isPresent())
                .map(SystemUnderTest::name)
                .toList();
        try (Stream<Path> folders = Files.list(FOLDER)) {
            assertThat(folders.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(flawed);
        }
        assertThat(entries().map(entry -> entry.system().name())).containsExactlyInAnyOrderElementsOf(flawed);
    }

    /** With {@code -Dgallery.write=true}, what the scenarios leave today is stored. */
    @ParameterizedTest
    @MethodSource("entries")
    void theScenarioRunAgainLeavesTheStoredFiles(GalleryEntry entry, @TempDir Path elsewhere) throws IOException {
        Gallery again = new Gallery(elsewhere, RunPage::write);

        again.keep(entry, scenario(entry));

        if (Boolean.getBoolean("gallery.write")) {
            for (Map.Entry<String, String> file :
                    contents(again.folderOf(entry)).entrySet()) {
                Files.writeString(stored(entry).resolve(file.getKey()), file.getValue());
            }
        }
        assertThat(contents(again.folderOf(entry))).isEqualTo(contents(stored(entry)));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void theStoredVerdictNamesTheFlawsAnomaly(GalleryEntry entry) throws IOException {
        JsonNode verdict =
                JSON.readTree(stored(entry).resolve(RunFolder.VERDICT_FILE).toFile());

        assertThat(verdict.path("outcome").asText()).isEqualTo("violation");
        assertThat(verdict.path("verdicts").findValuesAsText("anomaly")).contains(entry.anomaly());
        for (JsonNode fault : verdict.path("faults")) {
            assertThat(fault.path("effects").asLong()).as(fault.toString()).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void storedHistoryGetsItsStoredVerdict(GalleryEntry entry) throws IOException {
        History history = HistoryReader.read(stored(entry).resolve(RunFolder.HISTORY_FILE));
        Map<String, JsonNode> verdicts = new TreeMap<>();
        JSON.readTree(stored(entry).resolve(RunFolder.VERDICT_FILE).toFile())
                .path("verdicts")
                .forEach(verdict -> verdicts.put(verdict.path("checker").asText(), verdict));

        Experiment experiment = scenario(entry).experiment();
        Workload workload = Systems.installed().workload(experiment.workload());
        for (Checker checker :
                RunSettings.of(experiment, entry.system(), workload).workload().checkers()) {
            JsonNode judged = JSON.valueToTree(RunSummary.of(checker.check(history, Budget.DEFAULT)));

            JsonNode verdict = verdicts.get(judged.path("checker").asText());
            judged.fieldNames()
                    .forEachRemaining(name -> assertThat(judged.path(name).toString())
                            .isEqualTo(verdict.path(name).toString()));
        }
    }

    @Test
    void soundSystemSurvivesTheStoredSteps() throws IOException {
        List<String> withoutRelative = new ArrayList<>();
        for (GalleryEntry entry : GalleryEntry.all()) {
            Scenario scenario = scenario(entry);
            Workload workload =
                    Systems.installed().workload(scenario.experiment().workload());
            Optional<SystemUnderTest> sound = soundRelative(entry.system(), workload)
                    .filter(system -> system.faults().containsAll(families(scenario)));
            if (sound.isEmpty()) {
                withoutRelative.add(entry.system().name());
            } else {
                Run run =
                        new Replay(sound.get(), workload, Budget.DEFAULT).run(scenario.experiment(), scenario.script());
                assertThat(run.verdicts())
                        .as(entry.system().name() + " by " + sound.get().name())
                        .noneMatch(verdict -> verdict.validity() == Validity.VIOLATION);
            }
        }
        assertThat(withoutRelative)
                .containsExactlyInAnyOrder(
                        "two-generals-over-fair-loss-links",
                        "quorum-abd-cas-by-read-then-write",
                        "lww-map-answers-on-both-sides",
                        // The sound ones do not claim to withstand crashes.
                        "broadcast-best-effort-sender-crashes",
                        "broadcast-total-order-leader-leader-crashes",
                        "broadcast-total-order-leader-leader-numbers-anew");
    }

    private static List<FaultFamily> families(Scenario scenario) {
        return scenario.script().faults().stream()
                .map(fault -> fault.fault().family())
                .toList();
    }

    /** Returns the sound system of which the flawed one is a variant by its name, if it serves the workload. */
    private static Optional<SystemUnderTest> soundRelative(SystemUnderTest flawed, Workload workload) {
        return Systems.installed().withProgram().stream()
                .filter(system -> system.flaw().isEmpty() && flawed.name().startsWith(system.name() + "-"))
                .max(Comparator.comparing(system -> system.name().length()))
                .filter(system -> system.workloads().contains(workload.name()));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void galleryPageHasTheSameBytesEachTime(GalleryEntry entry, @TempDir Path copy) throws IOException {
        for (Map.Entry<String, String> file : contents(stored(entry)).entrySet()) {
            Files.writeString(copy.resolve(file.getKey()), file.getValue());
        }
        Path page = copy.resolve(RunFolder.REPORT_FILE);

        assertThat(Squall.run("report", copy.toString()).exitCode()).isZero();
        String first = Files.readString(page);
        assertThat(Squall.run("report", copy.toString()).exitCode()).isZero();

        assertThat(Files.readString(page)).isEqualTo(first);
        assertThat(first).contains(entry.anomaly()).doesNotContain(copy.toString());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void guideQuotesTheShowCommand(GalleryEntry entry) throws IOException {
        String story = stories().get(entry.system().name());
        String shown = Squall.run("show", stored(entry).toString()).out();

        assertThat(story).startsWith("`" + entry.anomaly() + "`, lecture");
        assertThat(story).contains(entry.claim().lecture().replace(", ", " and ") + ". ");
        assertThat(shown.replaceAll("\\s+", " ")).contains(quoted(story));
        assertThat(shown).contains("again:   ./squall run --scenario histories/gallery/");
    }

    @Test
    void guideListsExactlyTheGallery() throws IOException {
        assertThat(stories().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        entries().map(entry -> entry.system().name()).toList());
    }

    @Test
    void wholeGalleryIsSmall() throws IOException {
        long bytes = 0;
        for (GalleryEntry entry : GalleryEntry.all()) {
            bytes += contents(stored(entry)).values().stream()
                    .mapToLong(String::length)
                    .sum();
        }
        assertThat(bytes).isLessThan(BYTES_MAX);
    }

    @Test
    void theCommandMakesTheStoredFilesAgain(@TempDir Path elsewhere) throws IOException {
        List<String> names = List.of("lww-map-wall-clock", "raft-kv-vote-not-stable");

        List<String> arguments = new ArrayList<>(List.of("gallery", "--threads", "2", "--to", elsewhere.toString()));
        arguments.addAll(names);
        Squall.Result result = Squall.run(arguments.toArray(String[]::new));

        assertThat(result.exitCode()).as(result.all()).isZero();
        for (String name : names) {
            assertThat(contents(elsewhere.resolve(name))).isEqualTo(contents(FOLDER.resolve(name)));
            assertThat(elsewhere.resolve(name).resolve(RunFolder.REPORT_FILE)).exists();
        }
    }

    @Test
    void unknownGalleryEntryIsRefused(@TempDir Path elsewhere) {
        Squall.Result near = Squall.run("gallery", "--to", elsewhere.toString(), "raft-kv");
        Squall.Result far = Squall.run("gallery", "--to", elsewhere.toString(), "zzz");

        assertThat(List.of(near.exitCode(), far.exitCode())).containsOnly(254);
        assertThat(near.err()).contains("the gallery has no 'raft-kv'; did you mean raft-kv-");
        assertThat(far.err())
                .contains("the gallery has no 'zzz'; expected some of ", "link-reliable-no-deduplication, ");
    }

    @Test
    void unwritableGalleryFolderIsReported(@TempDir Path elsewhere) throws IOException {
        Path file = Files.createFile(elsewhere.resolve("file"));

        Squall.Result result = Squall.run("gallery", "--to", file.toString(), "link-reliable-no-deduplication");

        assertThat(result.exitCode()).isEqualTo(255);
        assertThat(result.err())
                .startsWith("squall: cannot make the folder " + file)
                .hasLineCount(1);
    }

    /** Returns the guide's text on each system, by the system's name. */
    private static Map<String, String> stories() throws IOException {
        String guide = Files.readString(FOLDER.resolve("README.md"));
        Map<String, String> stories = new TreeMap<>();
        Matcher heading = HEADING.matcher(guide);
        while (heading.find()) {
            assertThat(heading.group(2)).isEqualTo(heading.group(1));
            int end = guide.indexOf("\n#", heading.end());
            stories.put(
                    heading.group(1),
                    guide.substring(heading.end(), end < 0 ? guide.length() : end)
                            .strip());
        }
        return stories;
    }

    private static String quoted(String story) {
        String quote = story.lines()
                .filter(line -> line.startsWith("> "))
                .map(line -> line.substring(2))
                .reduce((left, right) -> left + " " + right)
                .orElseThrow();
        return quote.strip();
    }
}
