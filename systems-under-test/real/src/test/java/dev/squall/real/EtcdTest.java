package dev.squall.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.fault.ActiveFault;
import dev.squall.fault.FaultFamily;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv;
import dev.squall.run.Run;
import dev.squall.run.RunFolder;
import dev.squall.run.RunPipeline;
import dev.squall.run.RunSettings;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.workload.Workload;
import dev.squall.workload.standard.Workloads;
import dev.squall.world.KillEvidence;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests etcd in containers. Needs a container engine. The image is built on first use. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class EtcdTest {

    @TempDir
    private Path runs;

    @Test
    void aReadOfANodeThatIsCutOffIsStaleIfSerializable() throws Exception {
        try (RunningServers etcd = new RunningServers("etcd-serializable", runs)) {
            etcd.write("n2", 1);
            etcd.awaitAnswer("n1", new LinKv.Read(1L), new LinKv.ReadOk(1L));
            etcd.isolate("n1");
            etcd.write("n2", 2);

            assertThat(etcd.ask("n2", new LinKv.Read(1L))).isEqualTo(new LinKv.ReadOk(2L));
            assertThat(etcd.ask("n1", new LinKv.Read(1L))).isEqualTo(new LinKv.ReadOk(1L));
        }
    }

    @Test
    void aNodeThatIsCutOffAnswersNoLinearizableReadAndTakesNoWriteAndCatchesUpWhenHealed() throws Exception {
        try (RunningServers etcd = new RunningServers("etcd", runs)) {
            etcd.write("n2", 1);
            ActiveFault cut = etcd.isolate("n1");
            etcd.write("n2", 2);

            assertThat(etcd.ask("n1", new LinKv.Read(1L))).isInstanceOf(ErrorReply.class);
            assertThat(etcd.ask("n1", new LinKv.Cas(1L, 1L, 3L)))
                    .isInstanceOfSatisfying(ErrorReply.class, error -> assertThat(ErrorCode.isDefinite(error.code()))
                            .isFalse());
            etcd.undo(cut);
            etcd.awaitAnswer("n1", new LinKv.Read(1L), new LinKv.ReadOk(2L));
        }
    }

    @Test
    void aKilledNodeComesBackWithItsDataAndAPausedOneGoesOn() throws Exception {
        try (RunningServers etcd = new RunningServers("etcd", runs)) {
            etcd.write("n1", 1);
            for (String node : etcd.cluster.nodeIds()) {
                assertThat(etcd.call(() -> etcd.cluster.kill(node))).isEqualTo(new KillEvidence(true, 0, 0));
            }
            assertThat(etcd.call(() -> etcd.cluster.kill("n1")).wasUp()).isFalse();
            etcd.perform(() -> etcd.cluster.nodeIds().forEach(etcd.cluster::restart));
            etcd.await(() -> etcd.cluster.nodeIds().stream().allMatch(etcd.cluster::isUp));
            etcd.awaitAnswer("n2", new LinKv.Read(1L), new LinKv.ReadOk(1L));

            etcd.perform(() -> etcd.cluster.pause("n3"));
            assertThat(etcd.ask("n3", new LinKv.Read(1L))).isEqualTo(new ErrorReply(0, "no answer"));
            etcd.perform(() -> etcd.cluster.resume("n3"));
            etcd.awaitAnswer("n3", new LinKv.Read(1L), new LinKv.ReadOk(1L));
        }
    }

    @Test
    void readsWritesAndCompareAndSetsStayLinearizableThroughCutsAndKills() {
        RunningServers.skipWithoutEngine();
        Experiment experiment =
                RunningServers.experiment("etcd", "lin-kv", List.of(FaultFamily.PARTITION, FaultFamily.KILL), 12);
        SystemUnderTest system = Systems.installed().named("etcd");
        Workload workload = Workloads.named("lin-kv").orElseThrow();
        RunFolder folder = RunFolder.create(runs, experiment, Instant.EPOCH);
        RunPipeline pipeline = RunPipeline.keptIn(folder, RunSettings.of(experiment, system, workload), Map.of());
        Run run = pipeline.run();

        assertThat(run.outcome()).as("%s %s", run.verdicts(), run.vacuities()).isEqualTo(Outcome.VALID);
    }
}
