package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckPageTest {

    private static final String STALE =
            """
            {:index 0, :time 1000000, :type :invoke, :process 0, :f :write, :value "<b foreign>"}
            {:index 1, :time 2000000, :type :ok, :process 0, :f :write, :value "<b foreign>"}
            {:index 2, :time 3000000, :type :invoke, :process 0, :f :write, :value 2}
            {:index 3, :time 4000000, :type :ok, :process 0, :f :write, :value 2}
            {:index 4, :time 5000000, :type :invoke, :process 1, :f :read, :value nil}
            {:index 5, :time 6000000, :type :ok, :process 1, :f :read, :value "<b foreign>"}
            """;

    @TempDir
    private Path folder;

    private Path history;
    private Path page;

    @BeforeEach
    void write() throws IOException {
        history = Files.writeString(folder.resolve("stale.edn"), STALE);
        page = folder.resolve("stale.html");
    }

    @Test
    void pageHasTheVerdictTheCounterexampleAndTheTimeline() throws IOException {
        Squall.Result result = check("--page", page.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("  page: " + page);
        assertThat(Files.readString(page))
                .contains("<title>stale.edn: violation</title>", "(has no place)")
                .contains("data-history", "data-plot-quantiles")
                .contains("What was checked", "./squall check")
                .doesNotContain("What was run", "No faults were injected", "<b foreign>");
    }

    @Test
    void pagesOfTheSameHistoryAreTheSameBytes() throws IOException {
        check("--page", page.toString());
        byte[] first = Files.readAllBytes(page);

        check("--page", page.toString());

        assertThat(Files.readAllBytes(page)).isEqualTo(first);
    }

    @Test
    void historyWithoutTimesHasAPageThatSaysSo() throws IOException {
        Files.writeString(history, STALE.replaceAll(":time \\d+, ", ""));

        check("--page", page.toString());

        assertThat(Files.readString(page)).contains("The history has no times");
    }

    @Test
    void pageOfACutHistorySaysSo() throws IOException {
        Files.writeString(history, STALE + "{:index 6, :time 7000");

        check("--page", page.toString());

        assertThat(Files.readString(page)).contains("The last line of the history was cut short");
    }

    @Test
    void pageThatCannotBeIsRefusedInOneSentence() throws IOException {
        Path run = Files.createDirectory(folder.resolve("run"));
        Files.writeString(run.resolve("experiment.json"), "{}");
        Files.writeString(run.resolve("history.edn"), STALE);

        assertRefused(check("--page", folder.toString()), "expected a file in a folder that exists");
        assertRefused(check("--page", folder.resolve("absent/p.html").toString()), "expected a file in a folder");
        assertRefused(check("--page", history.toString()), "the page would replace the history");
        assertRefused(check(history.toString(), "--page", page.toString()), "with 2 histories; expected one");
        assertRefused(check("--model", "list-append", "--page", page.toString()), "--page was given with transactions");
        assertRefused(
                Squall.run("check", run.toString(), "--page", page.toString()), "--page was given with the folder of");
        assertThat(page).doesNotExist();
        assertThat(Files.readString(history)).isEqualTo(STALE);
    }

    @Test
    void unreadableHistoryHasNoPage() throws IOException {
        Files.writeString(history, "hello");

        assertThat(check("--page", page.toString()).exitCode()).isEqualTo(255);
        assertThat(page).doesNotExist();
    }

    private static void assertRefused(Squall.Result result, String sentence) {
        assertThat(result.exitCode()).isEqualTo(254);
        assertThat(result.err()).contains(sentence);
    }

    private Squall.Result check(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "check";
        arguments[1] = history.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Squall.run(arguments);
    }
}
