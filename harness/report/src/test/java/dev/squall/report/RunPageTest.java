package dev.squall.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.report.page.ReportException;
import dev.squall.run.RunFolder;
import dev.squall.run.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPageTest {

    @TempDir
    private Path folder;

    @Test
    void violationIsDescribedInPlainWords() throws IOException {
        String page = page(RunFolders.violating(folder));

        assertThat(page)
                .contains("node n3 answered <code>read &quot;k7&quot;</code> with <code>4</code> although"
                        + " <code>write &quot;k7&quot; 5</code> had completed at node n1, 120 ms before.")
                .contains("By the time it ended, key <code>&quot;k7&quot;</code> could only hold <code>5</code>.")
                .contains("data-operation=\"4\">6</a>", "data-operation=\"10\">11</a> <strong>(has no place)</strong>")
                .contains("3 messages cut")
                .contains("--option name=&#39;&lt;b&gt;&#39;")
                .doesNotContain(RunFolders.SCRIPT);
    }

    @Test
    void theSameRunGivesTheSameBytesWhereverItIsKept() throws IOException {
        byte[] one = Files.readAllBytes(RunPage.write(RunFolders.violating(folder.resolve("one"))));
        byte[] again = Files.readAllBytes(RunPage.write(folder.resolve("one")));
        byte[] other = Files.readAllBytes(RunPage.write(RunFolders.violating(folder.resolve("other"))));

        assertThat(again).isEqualTo(one);
        assertThat(other).isEqualTo(one);
    }

    @Test
    void aRunWithoutAVerdictHasAPage() throws IOException {
        assertThat(page(RunFolders.interrupted(folder)))
                .contains(
                        "NOT JUDGED",
                        "There is no verdict: the run failed or was interrupted before it was judged.",
                        "5 operations on 3 nodes, 1 fault.");
    }

    /** The file without its lock is what a killed process leaves. */
    @Test
    @SuppressWarnings("try")
    void killedRunIsToldFromOneUnderWay() throws IOException {
        RunFolders.interrupted(folder);
        RunLock lock = RunLock.take(folder);
        try (lock) {
            assertThat(page(folder)).contains("There is no verdict yet: the run is under way.");
        }
        Files.createFile(folder.resolve("running.lock"));

        assertThat(page(folder)).contains("There is no verdict: the process that recorded the run was killed.");
    }

    @Test
    void folderWithoutRunIsRefused() {
        assertThatThrownBy(() -> RunPage.write(folder))
                .isInstanceOf(ReportException.class)
                .hasMessage(
                        folder + " has no history.edn: expected the folder of a run, such as histories/runs/latest");
    }

    @Test
    void pageOfACutHistorySaysSo() throws IOException {
        String sentence = "The last line of the history was cut short, and is left out.";

        assertThat(page(RunFolders.interrupted(folder.resolve("cut")))).contains(sentence);
        assertThat(page(RunFolders.valid(folder.resolve("whole")))).doesNotContain(sentence);
    }

    @Test
    void pageOfARunOfANewerVersionSaysSo() throws IOException {
        Path run = RunFolders.valid(folder);
        Path experiment = run.resolve(RunFolder.EXPERIMENT_FILE);
        Files.writeString(experiment, Files.readString(experiment).replace("\"1.0\"", "\"99.0\""));

        assertThat(page(run)).contains("Version 99.0 of Squall recorded the run, and this is the older version ");
    }

    @Test
    void fileOfARunThatIsNoJsonIsNamedInOneSentence() throws IOException {
        Path run = RunFolders.valid(folder);
        Files.writeString(run.resolve(RunFolder.VERDICT_FILE), "{\"outcome\": ");

        assertThatThrownBy(() -> RunPage.write(run))
                .isInstanceOf(ReportException.class)
                .hasMessageStartingWith("cannot read " + run + ": found a file of the run that is no JSON (")
                .hasMessageEndingWith("), expected the files as squall run wrote them");
    }

    @Test
    void unwritablePageLeavesNoFile() throws IOException {
        RunFolders.valid(folder);
        Files.createDirectories(folder.resolve(RunFolder.REPORT_FILE).resolve("in-the-way"));

        assertThatThrownBy(() -> RunPage.write(folder)).hasMessageContaining("cannot write " + folder);
        assertThat(folder.resolve(RunFolder.REPORT_FILE + ".tmp")).doesNotExist();
    }

    private static String page(Path run) throws IOException {
        return Files.readString(RunPage.write(run));
    }
}
