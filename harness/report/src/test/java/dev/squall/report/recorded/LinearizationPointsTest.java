package dev.squall.report.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.report.RunFolders;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinearizationPointsTest {

    @TempDir
    private Path folder;

    @Test
    void pointsLieInTheirOperationsInOrder() throws IOException {
        RunRecord run = RunRecord.read(RunFolders.valid(folder));

        double[] points = LinearizationPoints.of(run, Calls.of(run.history())).orElseThrow();

        assertThat(points).containsExactly(5, 25, LinearizationPoints.NONE, LinearizationPoints.NONE, 155, -1);
    }

    @Test
    void aRunWithoutLinearizationHasNone() throws IOException {
        RunRecord run = RunRecord.read(RunFolders.violating(folder));

        assertThat(LinearizationPoints.of(run, Calls.of(run.history()))).isEmpty();
    }
}
