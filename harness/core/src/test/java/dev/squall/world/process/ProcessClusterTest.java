package dev.squall.world.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.node.host.CounterProgram;
import dev.squall.node.host.CounterProgram.Add;
import dev.squall.node.host.CounterProgram.Heard;
import dev.squall.node.host.CounterProgram.Misbehave;
import dev.squall.node.host.CounterProgram.Tell;
import dev.squall.node.host.CounterProgram.Total;
import dev.squall.node.host.CounterProgram.TotalOk;
import dev.squall.world.ClusterObserver.MessageEvent;
import dev.squall.world.KillEvidence;
import dev.squall.world.LinkRule;
import dev.squall.world.Packet;
import dev.squall.world.StorageFault;
import dev.squall.world.WorldException;
import dev.squall.world.WriteLoss;
import dev.squall.world.realtime.NodeCommand;
import dev.squall.world.realtime.RunningCluster.LifeEnd;
import dev.squall.world.realtime.RunningCluster.NotedFact;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that this project's host runs. */
@Timeout(120)
class ProcessClusterTest {

    private static final HostedCommand COMMAND =
            new HostedCommand(CounterProgram.class.getName(), Map.of("colour", "red"), false, 7);

    @TempDir
    private Path folder;

    @Test
    void nodesAnswerClientsAndHearEachOther() throws Exception {
        try (RunningProcesses run = start("n1", "n2", "n3")) {
            assertThat(run.ask("n2", new Add(5, true))).isEqualTo(total(5));

            run.send("n1", new Tell("n3", "psst"));

            assertThat(run.take(run.facts)).isEqualTo(new NotedFact("n3", 0, new Heard("psst")));
            assertThat(run.count(MessageEvent.SENT)).isEqualTo(4).isEqualTo(run.count(MessageEvent.RECEIVED));
            assertThat(run.count(MessageEvent.LOST)).isZero();
        }
    }

    @Test
    void aCutLinkLosesWhatIsSentOnItUntilItIsHealed() throws Exception {
        try (RunningProcesses run = start("n1", "n2")) {
            LinkRule cut = rule(Packet::drop);
            run.perform(() -> run.cluster.network().add(cut));
            run.send("n1", new Tell("n2", "lost"));
            run.await(() -> run.count(MessageEvent.LOST) == 1);
            run.perform(() -> run.cluster.network().remove(cut));

            run.send("n1", new Tell("n2", "heard"));

            assertThat(run.take(run.facts).fact()).isEqualTo(new Heard("heard"));
            assertThat(run.facts).isEmpty();
        }
    }

    @Test
    void aHeldMessageIsHeardWhenItsLinkIsHealed() throws Exception {
        try (RunningProcesses run = start("n1", "n2")) {
            LinkRule hold = rule(Packet::hold);
            run.perform(() -> run.cluster.network().add(hold));
            run.send("n1", new Tell("n2", "held"));
            run.await(() -> hold.effects() == 1);
            assertThat(run.facts).isEmpty();

            run.perform(() -> run.cluster.network().remove(hold));

            assertThat(run.take(run.facts).fact()).isEqualTo(new Heard("held"));
        }
    }

    @Test
    void aLateCopyIsHeardAfterItsMessage() throws Exception {
        try (RunningProcesses run = start("n1", "n2")) {
            run.perform(() -> run.cluster.network().add(rule(packet -> packet.duplicateAfter(50_000_000))));
            run.send("n1", new Tell("n2", "twice"));

            assertThat(run.take(run.facts).fact()).isEqualTo(new Heard("twice"));
            assertThat(run.take(run.facts).fact()).isEqualTo(new Heard("twice"));
        }
    }

    @Test
    void aKilledNodeIsDownUntilItIsRestartedAndItsNextLifeRecovers() throws Exception {
        try (RunningProcesses run = start("n1", "n2")) {
            run.ask("n1", new Add(5, true));
            run.ask("n1", new Add(6, false));

            KillEvidence evidence = run.call(() -> run.cluster.kill("n1", WriteLoss.NONE));

            assertThat(evidence).isEqualTo(new KillEvidence(true, 1, 0));
            assertThat(run.send("n1", new Total())).isFalse();
            assertThat(run.call(() -> run.cluster.kill("n1", WriteLoss.LOST))).isEqualTo(new KillEvidence(false, 0, 0));
            restart(run, "n1");
            assertThat(run.ask("n1", new Total())).isEqualTo(total(11));
            run.send("n2", new Tell("n1", "again"));
            assertThat(run.take(run.facts)).isEqualTo(new NotedFact("n1", 1, new Heard("again")));
        }
    }

    /** Its process tells it, and its output does. */
    @Test
    void theEndOfALifeIsToldOnceAndThatItsLastFactsMayBeLost() throws Exception {
        try (RunningProcesses run = start("n1", "n2")) {
            run.perform(() -> run.cluster.kill("n1", WriteLoss.NONE));
            assertThat(run.take(run.lifeEnds)).isEqualTo(new LifeEnd("n1", 0, false));
            run.perform(() -> run.cluster.node("n1").onEnd(0));
            restart(run, "n1");
            run.perform(() -> run.cluster.node("n1").onEnd(0));
            run.perform(() -> run.cluster.kill("n1", WriteLoss.NONE));

            assertThat(run.take(run.lifeEnds)).isEqualTo(new LifeEnd("n1", 1, false));
            assertThat(run.lifeEnds).isEmpty();
        }
    }

    @Test
    void aKillThatLosesUnsyncedWritesIsSeenInRecovery() throws Exception {
        try (RunningProcesses run = start("n1")) {
            run.ask("n1", new Add(5, true));
            run.ask("n1", new Add(6, false));
            run.ask("n1", new Add(7, false));

            assertThat(run.call(() -> run.cluster.kill("n1", WriteLoss.LOST))).isEqualTo(new KillEvidence(true, 2, 2));

            restart(run, "n1");
            assertThat(run.ask("n1", new Total())).isEqualTo(total(5));
        }
    }

    @Test
    void aKillThatTearsAWriteLosesAtLeastThatOne() throws Exception {
        try (RunningProcesses run = start("n1")) {
            run.ask("n1", new Add(1, true));
            for (int i = 0; i < 4; i++) {
                run.ask("n1", new Add(1, false));
            }

            KillEvidence evidence = run.call(() -> run.cluster.kill("n1", WriteLoss.TORN));

            assertThat(evidence.unsyncedRecords()).isEqualTo(4);
            assertThat(evidence.lostRecords()).isBetween(1, 4);
            restart(run, "n1");
            assertThat(run.ask("n1", new Total())).isEqualTo(total(5 - evidence.lostRecords()));
        }
    }

    @Test
    void aNodeWithAFlippedBitStaysDownUntilItIsRepaired() throws Exception {
        try (RunningProcesses run = start("n1", "n2")) {
            run.ask("n1", new Add(5, true));

            assertThat(run.call(() -> run.cluster.flipBit("n1"))).isTrue();
            run.await(() -> run.cluster.storageDeaths("n1", StorageFault.BIT_FLIP) == 1);
            assertThat(run.call(() -> run.cluster.isUp("n1"))).isFalse();
            run.perform(() -> run.cluster.restart("n1"));
            run.await(() -> run.cluster.storageDeaths("n1", StorageFault.BIT_FLIP) == 2);

            run.perform(() -> run.cluster.repair("n1"));
            run.await(() -> run.cluster.isUp("n1"));
            assertThat(run.ask("n1", new Add(1, true))).isEqualTo(total(6));
            assertThat(folder.resolve("n1").resolve("stderr.log")).content().contains("is damaged, and it was synced");
        }
    }

    @Test
    void aPausedNodeAnswersOnlyWhenItIsResumed() throws Exception {
        try (RunningProcesses run = start("n1", "n2")) {
            long pid = pidsOfNodes().get(0);
            run.perform(() -> run.cluster.pause("n1"));
            assertThat(run.call(() -> run.cluster.isPaused("n1"))).isTrue();
            assertThat(Signals.isStopped(pid)).isTrue();

            assertThat(run.send("n1", new Add(5, true))).isTrue();
            assertThat(run.count(MessageEvent.RECEIVED)).isZero();
            assertThat(run.ask("n2", new Total())).isEqualTo(total(0));
            assertThat(run.replies).isEmpty();
            run.perform(() -> run.cluster.resume("n1"));

            assertThat(run.take(run.replies).body()).isEqualTo(total(5));
            assertThat(Signals.isStopped(pid)).isFalse();
        }
    }

    @Test
    void aMovedClockIsReadBackAndSurvivesAKill() throws Exception {
        try (RunningProcesses run = start("n1")) {
            long offset = TimeUnit.HOURS.toNanos(2);
            run.perform(() -> run.cluster.setClock("n1", offset, 0));
            run.await(() -> Math.abs(run.cluster.clockOffsetNanos("n1") - offset) < TimeUnit.MINUTES.toNanos(1));

            run.perform(() -> run.cluster.kill("n1", WriteLoss.NONE));
            restart(run, "n1");

            CounterProgram.ClockOk clock = (CounterProgram.ClockOk) run.ask("n1", new CounterProgram.Clock());
            long trueNanos = TimeUnit.MILLISECONDS.toNanos(Instant.now().toEpochMilli());
            assertThat(clock.wallNanos() - trueNanos)
                    .isBetween(offset - TimeUnit.MINUTES.toNanos(5), offset + TimeUnit.MINUTES.toNanos(5));
        }
    }

    @Test
    void aNodeThatEndsByItselfFailsTheRunWithItsLastWords() throws Exception {
        try (RunningProcesses run = start("n1", "n2")) {
            run.send("n2", new Misbehave("throw"));

            assertThat(run.failure())
                    .isInstanceOf(WorldException.class)
                    .hasMessageStartingWith("node n2 ended by itself with exit code 70")
                    .hasMessageContaining("told to throw");
        }
    }

    @Test
    void aNodeThatHangsCanBeFloodedPausedAndKilledAndStallsNobody() throws Exception {
        try (RunningProcesses run = start("n1", "n2")) {
            run.send("n1", new Misbehave("hang"));
            run.perform(() -> run.cluster.pause("n1"));
            String text = "x".repeat(1_000);
            for (int i = 0; i < 40_000; i++) {
                run.send("n1", new Tell("n2", text));
            }
            assertThat(run.count(MessageEvent.LOST)).isPositive();
            assertThat(run.ask("n2", new Total())).isEqualTo(total(0));
            run.perform(() -> run.cluster.resume("n1"));

            assertThat(run.call(() -> run.cluster.kill("n1", WriteLoss.NONE)).wasUp())
                    .isTrue();
            assertThat(run.ask("n2", new Total())).isEqualTo(total(0));
        }
    }

    @Test
    void noProcessOutlivesItsClusterPausedAndHangingOnesIncluded() throws Exception {
        RunningProcesses run = start("n1", "n2", "n3");
        run.send("n2", new Misbehave("hang"));
        run.perform(() -> run.cluster.pause("n3"));
        List<Long> pids = pidsOfNodes();
        assertThat(pids).as("three nodes, and the guard of the paused one").hasSize(4);

        run.close();
        run.cluster.close();

        assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.matches("(to|from) n[123]"));
    }

    @Test
    void aProgramThatDoesNotExistIsSaidSo() throws Exception {
        NodeCommand command = new HostedCommand("no.such.Program", Map.of(), false, 1);
        try (RunningProcesses run = new RunningProcesses(List.of("n1"), command, CounterProgram.VOCABULARY, folder)) {
            assertThat(run.failure())
                    .isInstanceOf(WorldException.class)
                    .hasMessageContaining("before it answered init with exit code 64")
                    .hasMessageContaining("no.such.Program is no program");
        }
    }

    private RunningProcesses start(String... nodeIds) throws Exception {
        return new RunningProcesses(List.of(nodeIds), COMMAND, CounterProgram.VOCABULARY, folder).ready();
    }

    private static void restart(RunningProcesses run, String nodeId) throws Exception {
        run.perform(() -> run.cluster.restart(nodeId));
        run.await(() -> run.cluster.isUp(nodeId));
    }

    /** In the order in which they were started. */
    private static List<Long> pidsOfNodes() {
        return ProcessHandle.current()
                .children()
                .sorted(java.util.Comparator.comparing(
                        child -> child.info().startInstant().orElseThrow()))
                .map(ProcessHandle::pid)
                .toList();
    }

    private static TotalOk total(long total) {
        return new TotalOk(total, Map.of("colour", "red"));
    }

    private static LinkRule rule(Consumer<Packet> effect) {
        return new LinkRule() {

            private volatile long effects;

            @Override
            public void apply(int from, int to, Packet packet) {
                effect.accept(packet);
                effects++;
            }

            @Override
            public long effects() {
                return effects;
            }
        };
    }
}
