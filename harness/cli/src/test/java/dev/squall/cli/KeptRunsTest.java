package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.run.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeptRunsTest {

    @TempDir
    Path runs;

    private Path latest;
    private Path violation;
    private Path oldest;
    private Path foreign;

    @BeforeEach
    void makeRuns() throws IOException {
        latest = run("a/1", "valid", 1);
        violation = run("a/2", "violation", 48);
        oldest = run("b/3", "valid", 72);
        foreign = Files.createDirectories(runs.resolve("mine"));
        Files.writeString(foreign.resolve("history.edn"), Histories.VALID);
    }

    private Path run(String name, String outcome, int hoursAgo) throws IOException {
        Path run = Files.createDirectories(runs.resolve(name).resolve("nodes")).getParent();
        Files.writeString(run.resolve("history.edn"), Histories.VALID);
        Files.writeString(run.resolve("verdict.json"), "{\"outcome\": \"" + outcome + "\"}");
        Files.writeString(
                run.resolve("experiment.json"), "{\"experiment\": {\"system\": \"x\", \"seed\": " + hoursAgo + "}}");
        Files.setLastModifiedTime(
                run.resolve("experiment.json"), FileTime.from(Instant.now().minus(Duration.ofHours(hoursAgo))));
        return run;
    }

    private Squall.Result clean(String options) {
        return Squall.run(("clean " + runs + " " + options).split(" "));
    }

    @Test
    void oldRunsAreDeletedAndViolationsAndForeignFoldersStay() {
        Squall.Result result = clean("--older-than 24h");

        assertThat(result.exitCode()).as(result.all()).isZero();
        assertThat(result.out()).contains("deleted 1 of 3 runs");
        assertThat(latest).exists();
        assertThat(violation).exists();
        assertThat(foreign).exists();
        assertThat(oldest).doesNotExist();
    }

    @Test
    void runUnderWayStays() throws IOException {
        try (RunLock lock = RunLock.take(oldest)) {
            assertThat(lock).isNotNull();
            assertThat(clean("--keep 0").out()).contains("deleted 1 of 2 runs");
        }
        assertThat(oldest).exists();
        assertThat(latest).doesNotExist();
    }

    @Test
    void violationsAreDeletedIfAsked() {
        assertThat(clean("--keep 1 --violations").out()).contains("deleted 2 of 3 runs");
        assertThat(latest).exists();
        assertThat(violation).doesNotExist();
        assertThat(oldest).doesNotExist();
    }

    @Test
    void oldestRunsGoUntilTheSizeFits() throws IOException {
        Files.write(oldest.resolve("nodes/log"), new byte[5_000]);

        assertThat(clean("--size 4k").out()).contains("deleted 1 of 3 runs");
        assertThat(oldest).doesNotExist();
        assertThat(latest).exists();
    }

    @Test
    void linksToDeletedRunsAndEmptyFoldersGoToo() throws IOException {
        Path link = Files.createSymbolicLink(runs.resolve("b/latest"), Path.of("3"));
        Path kept = Files.createSymbolicLink(runs.resolve("latest"), Path.of("a/1"));

        assertThat(clean("--older-than 24h").exitCode()).isZero();

        assertThat(link).doesNotExist();
        assertThat(runs.resolve("b")).doesNotExist();
        assertThat(kept).exists();
    }

    @Test
    void runWithADamagedVerdictStays() throws IOException {
        Files.writeString(oldest.resolve("verdict.json"), "{\"outcome\": ");

        assertThat(clean("--older-than 24h").out()).contains("deleted 0 of 3 runs");
        assertThat(oldest).exists();
        assertThat(compare(latest, oldest).err())
                .contains("verdict.json is no JSON")
                .doesNotContain("Unexpected");
    }

    @Test
    void dryRunDeletesNothing() {
        Squall.Result result = clean("--keep 0 --violations --dry-run");

        assertThat(result.out()).contains("would delete 3 of 3 runs").contains(oldest.toString());
        assertThat(latest).exists();
        assertThat(violation).exists();
        assertThat(oldest).exists();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''          | nothing says which runs to delete; expected --older-than TIME, --keep N or --size SIZE",
                "--keep -1   | --keep is -1; expected at least 0",
                "--size 5    | '5' is no size; expected a number and k, m or g",
                "--older-than 5y | '5y' is no duration"
            })
    void badOptionsAreRefused(String options, String words) {
        Squall.Result result = clean(options);

        assertThat(result.exitCode()).isEqualTo(254);
        assertThat(result.err()).contains(words);
        assertThat(oldest).exists();
    }

    @Test
    void folderThatIsNotThereIsRefused() {
        Squall.Result result = Squall.run("clean", runs.resolve("nosuch").toString(), "--keep", "1");

        assertThat(result.exitCode()).isEqualTo(254);
        assertThat(result.err()).contains("there is no folder");
    }

    private static Squall.Result compare(Path first, Path second) {
        return Squall.run("compare", first.toString(), second.toString());
    }

    @Test
    void equalRunsHaveNoDifference() {
        Squall.Result result = compare(latest, latest);

        assertThat(result.exitCode()).as(result.all()).isZero();
        assertThat(result.out()).contains("the same experiment, outcome, history, journal and messages");
    }

    @Test
    void firstDifferenceOfEachFileIsPrinted() throws IOException {
        Files.writeString(violation.resolve("history.edn"), Histories.STALE);
        Files.writeString(violation.resolve("journal.jsonl"), "{\"fact\": \"\u001b[2J\"}\n");

        Squall.Result result = compare(latest, violation);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("experiment seed:\n  1\n  48\n")
                .contains("verdict:\n  valid\n  violation\n")
                .contains("history.edn line 5:\n  the end of the file\n  {:type :invoke, :process 0, :f :write,")
                .contains("journal.jsonl:\n  none\n  present\n")
                .doesNotContain("\u001b");
    }

    @Test
    void folderThatIsNoRunIsRefused() {
        Squall.Result result = compare(latest, runs.resolve("a"));

        assertThat(result.exitCode()).isEqualTo(254);
        assertThat(result.err()).contains("is no run; expected a folder such as histories/runs/latest");
    }
}
