package dev.squall.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.report.page.Section;
import dev.squall.report.recorded.RunRecord;
import dev.squall.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextSectionTest {

    private static final String JOURNAL =
            """
            {"time": 1000000, "node": "n1", "life": 0, "fact": {"type": "inserting", "characters": "a<b",
             "first": {"node": "n1", "number": 1}}}
            {"time": 1000000, "node": "n1", "life": 0, "fact": {"type": "applied", "removed": [], "placed": [
             {"character": {"node": "n1", "number": 1}, "after": {"node": "", "number": 0}},
             {"character": {"node": "n1", "number": 2}, "after": {"node": "n1", "number": 1}},
             {"character": {"node": "n1", "number": 3}, "after": {"node": "n1", "number": 2}}]}}
            {"time": 2000000, "node": "n1", "life": 0, "fact": {"type": "applied", "placed": [], "removed": [
             {"node": "n1", "number": 2}]}}
            {"time": 3000000, "node": "n2", "life": 0, "fact": {"type": "applied", "removed": [], "placed": [
             {"character": {"node": "n1", "number": 3}, "after": {"node": "", "number": 0}},
             {"character": {"node": "n1", "number": 1}, "after": {"node": "", "number": 0}}]}}
            """;

    @TempDir
    private Path folder;

    private Optional<Section> section(String journal) throws IOException {
        RunFolders.valid(folder);
        Files.writeString(folder.resolve(RunFolder.JOURNAL_FILE), journal);
        return TextSection.of(RunRecord.read(folder));
    }

    @Test
    void textOfEachReplicaIsShownOverTime() throws IOException {
        String html = section(JOURNAL.replace(",\n ", ", ").replace("[\n ", "["))
                .orElseThrow()
                .html();

        assertThat(html)
                .contains("at 3 instants of 3 applied operations")
                .containsSubsequence("0.001 s", "<code>a&lt;b</code>", "<code></code>")
                .containsSubsequence("0.002 s", "<code>ab</code>", "<code></code>")
                .containsSubsequence("0.003 s", ">1</td>", "<code>ab</code>", "<code>ab</code>");
    }

    @Test
    void runWithoutTextsHasNoSuchSection() throws IOException {
        assertThat(section("{\"time\": 1, \"node\": \"n1\", \"life\": 0, \"fact\": {\"type\": \"applied\"}}\n"))
                .isEmpty();
    }
}
