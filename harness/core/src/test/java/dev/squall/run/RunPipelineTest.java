package dev.squall.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.history.HistoryReader;
import dev.squall.history.Operation;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.run.loop.Recorder;
import dev.squall.run.loop.Recording;
import dev.squall.workload.standard.LinKvWorkload;
import dev.squall.world.ClusterObserver.MessageEvent;
import dev.squall.world.WorldException;
import dev.squall.world.WorldKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPipelineTest {

    @Test
    void eachStepLeavesItsFileInTheFolder(@TempDir Path folder) throws Exception {
        RunSettings settings = RunSettings.of(
                Experiments.small(1, 4, 500, 3_000), Experiments.system(RegisterNode::new), new LinKvWorkload());
        RunPipeline pipeline = RunPipeline.keptIn(RunFolder.at(folder), settings, Map.of("command", "again"));
        assertThat(folder.resolve(RunFolder.EXPERIMENT_FILE)).content().contains("\"command\" : \"again\"");
        assertThat(RunLock.state(folder)).isEqualTo(RunLock.State.UNDER_WAY);

        Recording recording = pipeline.record();
        assertThat(HistoryReader.read(folder.resolve(RunFolder.HISTORY_FILE)).operations())
                .isEqualTo(recording.history().operations())
                .hasSizeGreaterThan(100);

        Run run = pipeline.judge(recording);
        assertThat(folder.resolve(RunFolder.VERDICT_FILE)).doesNotExist();
        assertThat(RunLock.state(folder)).isEqualTo(RunLock.State.UNDER_WAY);

        pipeline.keep(run);
        assertThat(folder.resolve(RunLock.FILE)).doesNotExist();
        pipeline.keepCertificate(run);
        assertThat(folder.resolve(RunFolder.VERDICT_FILE)).content().contains("\"outcome\" : \"valid\"");
        assertThat(folder.resolve(RunFolder.CERTIFICATE_FILE)).isNotEmptyFile();

        assertThat(pipeline.render(path -> path.resolve("page"))).isEqualTo(folder.resolve("page"));
    }

    @Test
    void followerReceivesTheRecordedHistory(@TempDir Path folder) {
        List<Operation> heard = new ArrayList<>();
        Recorder follower = new Recorder() {
            @Override
            public void operation(Operation operation) {
                heard.add(operation);
            }

            @Override
            public void fact(long timeNanos, String nodeId, int life, Fact fact) {}

            @Override
            public void message(long timeNanos, MessageEvent event, long number, Message message) {}
        };
        RunSettings settings = small().withFollower(follower);

        assertThat(RunPipeline.unkept(settings).run().history().operations()).isEqualTo(heard);
        heard.clear();
        assertThat(RunPipeline.keptIn(RunFolder.at(folder), settings, Map.of())
                        .run()
                        .history()
                        .operations())
                .isEqualTo(heard);
    }

    @Test
    void stoppedPipelineBeginsNoRun() {
        RunPipeline pipeline = RunPipeline.unkept(small());
        pipeline.stop();

        assertThatThrownBy(pipeline::run)
                .isInstanceOf(WorldException.class)
                .hasMessage("stopped before the run had begun");
    }

    @Test
    void runStoppedOnItsWayIsNotJudged(@TempDir Path folder) {
        RunGroup group = new RunGroup();
        Recorder stopping = new StoppingRecorder(group);
        RunPipeline pipeline = RunPipeline.keptIn(RunFolder.at(folder), small().withFollower(stopping), Map.of());

        assertThatThrownBy(() -> group.run(pipeline))
                .isInstanceOf(WorldException.class)
                .hasMessage("stopped before the run had ended");
        assertThat(folder.resolve(RunFolder.HISTORY_FILE)).isNotEmptyFile();
        assertThat(folder.resolve(RunFolder.VERDICT_FILE)).doesNotExist();
        assertThat(RunLock.state(folder)).isEqualTo(RunLock.State.LEFT);
    }

    @Test
    void unkeptRunsAreSimulated() {
        RunSettings settings = RunSettings.of(
                Experiments.small().toBuilder().world(WorldKind.PROCESS).build(),
                Experiments.system(RegisterNode::new),
                new LinKvWorkload());

        assertThatThrownBy(() -> RunPipeline.unkept(settings).run())
                .isInstanceOf(WorldException.class)
                .hasMessage("the world is process, and the run has no folder; expected a folder, or the simulated"
                        + " world");
    }

    private static RunSettings small() {
        return RunSettings.of(
                Experiments.small(1, 4, 500, 3_000), Experiments.system(RegisterNode::new), new LinKvWorkload());
    }

    private record StoppingRecorder(RunGroup group) implements Recorder {

        @Override
        public void operation(Operation operation) {
            group.stop();
        }

        @Override
        public void fact(long timeNanos, String nodeId, int life, Fact fact) {}

        @Override
        public void message(long timeNanos, MessageEvent event, long number, Message message) {}
    }
}
