package dev.squall.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.history.HistoryReader;
import dev.squall.workload.LinKvWorkload;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptRunTest {

    @Test
    void eachStepLeavesItsFileInTheFolder(@TempDir Path folder) throws Exception {
        KeptRun kept = new KeptRun(
                Experiments.small(1, 4, 500, 3_000),
                Experiments.system(RegisterNode::new),
                new LinKvWorkload(),
                RunFolder.at(folder));

        kept.begin(Map.of("command", "again"));
        assertThat(folder.resolve(RunFolder.EXPERIMENT_FILE)).content().contains("\"command\" : \"again\"");

        Runner.Recording recording = kept.record(kept.createWorld(progress -> {}));
        assertThat(HistoryReader.read(folder.resolve(RunFolder.HISTORY_FILE)).operations())
                .isEqualTo(recording.history().operations())
                .hasSizeGreaterThan(100);

        Run run = kept.judge(recording, Budget.DEFAULT);
        assertThat(folder.resolve(RunFolder.VERDICT_FILE)).doesNotExist();

        kept.keep(run);
        kept.keepCertificate(run);
        assertThat(folder.resolve(RunFolder.VERDICT_FILE)).content().contains("\"outcome\" : \"valid\"");
        assertThat(folder.resolve(RunFolder.CERTIFICATE_FILE)).isNotEmptyFile();
    }
}
