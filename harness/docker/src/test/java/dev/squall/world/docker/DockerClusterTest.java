package dev.squall.world.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.fault.ActiveFault;
import dev.squall.fault.Fault;
import dev.squall.fault.LateMessages;
import dev.squall.fault.PacketFault;
import dev.squall.fault.Partition;
import dev.squall.world.ClusterObserver.MessageEvent;
import dev.squall.world.KillEvidence;
import dev.squall.world.Latency;
import dev.squall.world.WorldException;
import dev.squall.world.WriteLoss;
import dev.squall.world.docker.engine.DockerEngine;
import dev.squall.world.docker.engine.Ownership;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Needs a container engine. The image is built on first use, which may take minutes. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DockerClusterTest {

    private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

    @TempDir
    private Path folder;

    private DockerEngine engine;
    private RunningContainers run;

    @BeforeEach
    void start() throws Exception {
        engine = Engines.connectOrSkip();
        run = new RunningContainers(engine, List.of("n1", "n2"), folder, false);
    }

    @AfterEach
    void close() {
        if (run != null) {
            run.close();
        }
    }

    @Test
    void harnessSeesMessagesBetweenNodes() throws Exception {
        run.relay("n1", "n2", "hello");
        run.relay("n2", "n2", "myself");
        run.await(() -> run.heard().size() == 2);

        assertThat(run.heard()).containsExactlyInAnyOrder("hello", "myself");
        run.await(() -> run.count(MessageEvent.SENT) == 2 && run.count(MessageEvent.RECEIVED) == 2);
    }

    @Test
    void messagesTakeAtLeastTheLatency() throws Exception {
        run.close();
        long latencyNanos = TimeUnit.MILLISECONDS.toNanos(300);
        Latency latency = new Latency(latencyNanos, Latency.Distribution.CONSTANT);
        run = new RunningContainers(Engines.connectOrSkip(), List.of("n1", "n2"), folder.resolve("slow"), latency);
        long begin = System.nanoTime();
        run.relay("n1", "n2", "late");
        run.await(() -> run.heard().contains("late"));

        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(latencyNanos);
    }

    @Test
    void oneWayCutIsCountedAndHeals() throws Exception {
        run.relayUntilHeard("n1", "n2");
        run.relayUntilHeard("n2", "n1");
        ActiveFault cut = run.inject(new Partition(Map.of("n1", List.of("n2"))));

        run.relay("n1", "n2", "cut");
        run.relayUntilHeard("n2", "n1");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (run.count(MessageEvent.LOST) == 0 && System.nanoTime() < deadline) {
            run.relay("n1", "n2", "cut");
        }
        assertThat(run.count(MessageEvent.LOST)).isPositive();
        assertThat(run.heard()).doesNotContain("cut");

        run.undo(cut);
        assertThat(cut.effects()).isPositive();
        run.relayUntilHeard("n1", "n2");
    }

    @Test
    void lossAndDuplicationAreInjectedAndCounted() throws Exception {
        run.relayUntilHeard("n1", "n2");
        ActiveFault loss = run.inject(everyMessageFromN1(PacketFault.Kind.LOSS));
        run.relay("n1", "n2", "lost");
        run.undo(loss);
        run.await(() -> loss.effects() == 1);
        ActiveFault duplication = run.inject(everyMessageFromN1(PacketFault.Kind.DUPLICATION));
        run.relay("n1", "n2", "twice");
        run.undo(duplication);
        run.await(() -> duplication.effects() == 1);
        run.relay("n1", "n2", "last");
        run.await(() -> run.heard().contains("last"));

        assertThat(run.heard()).doesNotContain("lost").containsOnlyOnce("last");
        assertThat(run.heard().stream().filter("twice"::equals)).hasSize(2);
        assertThat(run.count(MessageEvent.LOST)).isEqualTo(1);
        // One was lost, and one was received twice.
        run.await(() -> run.count(MessageEvent.RECEIVED) == run.count(MessageEvent.SENT));
    }

    @Test
    void lateCopiesAndHeldMessagesArriveAndAreCounted() throws Exception {
        run.relayUntilHeard("n1", "n2");
        ActiveFault copies = run.inject(lateMessagesFromN1(LateMessages.Kind.COPIES));
        run.relay("n1", "n2", "twice");
        run.await(() -> run.heard().stream().filter("twice"::equals).count() == 2);
        run.undo(copies);
        run.await(() -> copies.effects() == 1);
        ActiveFault hold = run.inject(lateMessagesFromN1(LateMessages.Kind.HOLD));
        run.relay("n1", "n2", "held");
        run.relayUntilHeard("n2", "n1");
        assertThat(run.heard()).doesNotContain("held");
        run.undo(hold);
        run.await(() -> hold.effects() == 1);
        run.await(() -> run.heard().contains("held"));
    }

    private static Fault lateMessagesFromN1(LateMessages.Kind kind) {
        return new LateMessages(kind, 100, 50_000_000, 1, Map.of("n1", List.of("n2")));
    }

    private static Fault everyMessageFromN1(PacketFault.Kind kind) {
        return new PacketFault(kind, 100, 1, 1, Map.of("n1", List.of("n2")));
    }

    @Test
    void aDisturbanceOutlivesTheNodesThatItConcerns() throws Exception {
        ActiveFault loss = run.inject(everyMessageFromN1(PacketFault.Kind.LOSS));
        run.call(() -> run.cluster.kill("n1", WriteLoss.NONE));
        run.perform(() -> run.cluster.restart("n1"));
        run.await(() -> run.cluster.isUp("n1"));
        run.relay("n1", "n2", "lost");
        run.undo(loss);
        run.await(() -> loss.effects() == 1);

        run.relayUntilHeard("n1", "n2");
        assertThat(run.heard()).doesNotContain("lost");
    }

    @Test
    void killedNodeLosesUnsyncedWrites() throws Exception {
        run.relay("n1", "n2", "kept", true);
        run.relay("n1", "n2", "lost", false);

        KillEvidence evidence = run.call(() -> run.cluster.kill("n1", WriteLoss.LOST));
        assertThat(evidence).isEqualTo(new KillEvidence(true, 1, 1));
        assertThat(run.call(() -> run.cluster.isUp("n1"))).isFalse();
        assertThat(run.call(() -> run.cluster.kill("n1", WriteLoss.NONE)).wasUp())
                .isFalse();
        run.perform(() -> run.cluster.restart("n1"));
        run.await(() -> run.cluster.isUp("n1"));

        assertThat(run.relay("n1", "n2", "again").count()).isEqualTo(2);
    }

    @Test
    void aNodeThatIsKilledWhileItStartsStartsAgain() throws Exception {
        for (int life = 0; life < 3; life++) {
            run.call(() -> run.cluster.kill("n1", WriteLoss.NONE));
            run.perform(() -> run.cluster.restart("n1"));
        }
        run.await(() -> run.cluster.isUp("n1"));

        assertThat(run.relay("n1", "n2", "after").count()).isEqualTo(1);
    }

    @Test
    void nodeThatEndsItselfFailsTheRun() throws Exception {
        engine.client().killContainerCmd(run.run + "-n1").withSignal("SIGTERM").exec();

        assertThat(run.failure())
                .isInstanceOf(WorldException.class)
                .hasMessageStartingWith("node n1 ended by itself with exit code 143");
    }

    @Test
    void resumedNodeReceivesEarlierMessages() throws Exception {
        run.perform(() -> run.cluster.pause("n1"));
        assertThat(run.call(() -> run.cluster.isPaused("n1"))).isTrue();
        assertThat(engine.client()
                        .listContainersCmd()
                        .withStatusFilter(List.of("paused"))
                        .withLabelFilter(Map.of(Ownership.RUN_LABEL, run.run))
                        .exec())
                .hasSize(1);
        run.perform(() -> run.cluster.resume("n1"));

        assertThat(run.relay("n1", "n2", "after").count()).isEqualTo(1);
    }

    @Test
    void onlyOneNodesClockMoves() throws Exception {
        run.perform(() -> run.cluster.setClock("n1", -HOUR_NANOS, 0));

        long moved = run.relay("n1", "n2", "moved").clockNanos();
        long stayed = run.relay("n2", "n1", "stayed").clockNanos();
        assertThat(stayed - moved).isBetween(HOUR_NANOS, HOUR_NANOS + TimeUnit.MINUTES.toNanos(5));
        assertThat(run.call(() -> run.cluster.clockOffsetNanos("n1")))
                .isBetween(-HOUR_NANOS - 1_000_000_000L, -HOUR_NANOS + 1_000_000_000L);
    }

    @Test
    void closingLeavesNothingInTheEngine() {
        String name = run.run;
        run.close();
        run = null;

        try (DockerEngine other = DockerEngine.connect()) {
            assertThat(other.client()
                            .listContainersCmd()
                            .withShowAll(true)
                            .withLabelFilter(Map.of(Ownership.RUN_LABEL, name))
                            .exec())
                    .isEmpty();
            assertThat(other.client().listNetworksCmd().withNameFilter(name).exec())
                    .isEmpty();
        }
        assertThat(folder.resolve("n1").resolve("stderr.log")).exists();
    }
}
