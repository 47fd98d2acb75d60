package dev.squall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViolationTextTest {

    @TempDir
    private Path folder;

    @Test
    void aViolationIsATableWithAColumnForEachProcess() throws IOException {
        assertThat(text(RunFolders.violating(folder))).isEqualTo(golden("violation.txt"));
    }

    @Test
    void aRunWithoutViolationSaysSo() throws IOException {
        assertThat(text(RunFolders.valid(folder))).startsWith("store: VALID\n6 operations; no violation to show\n");
    }

    private String text(Path run) {
        return ViolationText.of(run).replace(run.toString(), "RUN");
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = ViolationTextTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
