package dev.squall.world.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.node.Body;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.world.ClusterObserver;
import dev.squall.world.Latency;
import dev.squall.world.Network;
import dev.squall.world.StorageFault;
import dev.squall.world.WorldException;
import dev.squall.world.realtime.RealTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests of clusters of servers, with servers that only remember what was asked of them. */
@Timeout(60)
class ServerClusterTest {

    private static final String NODE = "n1";
    private static final long MILLISECOND_NANOS = 1_000_000;

    private final RealTimeline timeline = new RealTimeline();
    private final Remembering servers = new Remembering();
    private final List<Fact> facts = new ArrayList<>();

    private final ServerCluster cluster = new ServerCluster(
            (node, nodes) -> new Willing(),
            List.of(NODE),
            servers,
            timeline,
            AfterEnd.RESTART,
            Duration.ofSeconds(20),
            () -> {});

    /** Starts the cluster, runs an action on the timeline's thread, and returns when a condition holds. */
    private void run(Runnable action, BooleanSupplier isDone) {
        cluster.start(new Noting(), action);
        awaitOnTimeline(isDone);
        timeline.run();
    }

    private void awaitOnTimeline(BooleanSupplier isDone) {
        timeline.schedule(timeline.nowNanos() + MILLISECOND_NANOS, () -> {
            if (isDone.getAsBoolean()) {
                timeline.stop();
            } else {
                awaitOnTimeline(isDone);
            }
        });
    }

    @Test
    void aServerThatEndsByItselfIsAFactAndIsStartedAgain() {
        run(() -> servers.end(7), () -> servers.starts == 2 && cluster.isUp(NODE));

        assertThat(facts).anyMatch(fact -> fact instanceof ServerFacts.ServerEnded);
    }

    @Test
    void aServerThatEndsWithAFullDiskStaysDownUntilTheDiskIsFreed() {
        List<Integer> startsWhileFull = new ArrayList<>();
        run(
                () -> {
                    assertThat(cluster.fillDisk(NODE)).isTrue();
                    assertThat(cluster.fillDisk(NODE)).as("filled twice").isFalse();
                    servers.end(28);
                    // Longer than the time after which a server that ended by itself is started again.
                    timeline.schedule(timeline.nowNanos() + 700 * MILLISECOND_NANOS, () -> {
                        startsWhileFull.add(servers.starts);
                        cluster.freeDisk(NODE);
                    });
                },
                () -> servers.starts == 2 && cluster.isUp(NODE));

        assertThat(startsWhileFull).containsExactly(1);
        assertThat(cluster.storageDeaths(NODE, StorageFault.FULL)).isEqualTo(1);
        assertThat(cluster.timesSeenFull(NODE)).isEqualTo(1);
        assertThat(facts).noneMatch(fact -> fact instanceof ServerFacts.ServerEnded);
    }

    @Test
    void aKilledServerWithAFullDiskIsNotStartedWhenTheDiskIsFreed() {
        boolean[] isFreed = new boolean[1];
        run(
                () -> {
                    cluster.fillDisk(NODE);
                    cluster.kill(NODE);
                    cluster.freeDisk(NODE);
                    isFreed[0] = true;
                },
                () -> isFreed[0]);

        assertThat(servers.starts).isEqualTo(1);
    }

    @Test
    void aWrongClockIsSeenOnlyOnceAProcessHasReadIt() {
        List<Long> seen = new ArrayList<>();
        run(
                () -> {
                    cluster.setClock(NODE, 5_000, 0);
                    seen.add(cluster.clockOffsetNanos(NODE));
                    servers.readings++;
                    seen.add(cluster.clockOffsetNanos(NODE));
                },
                () -> seen.size() == 2);

        assertThat(seen).containsExactly(0L, 5_000L);
    }

    @Test
    void aServerThatEndsBeforeItServedFailsTheRun() {
        servers.endsAtOnce = true;

        assertThatThrownBy(() -> run(() -> {}, () -> false))
                .isInstanceOf(WorldException.class)
                .hasMessageContaining("ended by itself");
    }

    /** Client of a server that always serves. */
    private static final class Willing implements NodeClient {

        @Override
        public CompletableFuture<Body> call(String client, Body request) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<Boolean> isServing() {
            return CompletableFuture.completedFuture(true);
        }

        @Override
        public void close() {}
    }

    private final class Noting implements ClusterObserver {

        @Override
        public void onReply(Message reply) {}

        @Override
        public void onFact(String nodeId, int life, Fact fact) {
            facts.add(fact);
        }

        @Override
        public void onMessage(MessageEvent event, long messageNumber, Message message) {}
    }

    private final class Remembering implements Servers {

        private final Network network = new Network(1, Latency.NONE, new SplittableRandom(1), null);
        private Ends ends;
        private int starts;
        private long readings;
        private boolean endsAtOnce;

        void end(int exitCode) {
            ends.onEnd(NODE, OptionalInt.of(exitCode), "ended by itself with exit code " + exitCode);
        }

        @Override
        public Network network() {
            return network;
        }

        @Override
        public void create(Ends listener) {
            ends = listener;
        }

        @Override
        public String address(String nodeId) {
            return "127.0.0.1";
        }

        @Override
        public int publishedPort(String nodeId, int port) {
            return port;
        }

        @Override
        public CompletableFuture<Void> start(String nodeId) {
            starts++;
            if (endsAtOnce) {
                timeline.post(() -> end(1));
                return new CompletableFuture<>();
            }
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void kill(String nodeId) {}

        @Override
        public void pause(String nodeId) {}

        @Override
        public void resume(String nodeId) {}

        @Override
        public void setClock(String nodeId, long offsetNanos, long ratePartsPerBillion) {}

        @Override
        public long wrongReadings(String nodeId) {
            return readings;
        }

        @Override
        public void fillDisk(String nodeId) {}

        @Override
        public boolean freeDisk(String nodeId) {
            return true;
        }

        @Override
        public WorldException failure(String nodeId, String what) {
            return new WorldException("node " + nodeId + " " + what);
        }

        @Override
        public void close() {}
    }
}
