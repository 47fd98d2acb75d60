package dev.squall.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.experiment.Experiment;
import dev.squall.fault.ActiveFault;
import dev.squall.fault.FaultFamily;
import dev.squall.fault.Partition;
import dev.squall.node.Body;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv;
import dev.squall.run.RunFolder;
import dev.squall.run.Worlds;
import dev.squall.system.Systems;
import dev.squall.world.World;
import dev.squall.world.WorldException;
import dev.squall.world.WorldKind;
import dev.squall.world.docker.engine.DockerEngine;
import dev.squall.world.realtime.RealTimeline;
import dev.squall.world.realtime.RunningCluster;
import dev.squall.world.server.ServerCluster;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Three nodes of a real system. */
final class RunningServers extends RunningCluster<ServerCluster> {

    private static final long DEADLINE_SECONDS = 120;
    private static final long SILENCE_MILLIS = 1_500;

    /** Starts the nodes, and waits until they serve. Skips the test with the reason if there is no container engine. */
    RunningServers(String system, Path runs) throws Exception {
        this(world(system, runs));
        awaitReady();
    }

    private RunningServers(World world) {
        super((RealTimeline) world.timeline(), timeline -> (ServerCluster) world.cluster(), DEADLINE_SECONDS);
    }

    private static World world(String system, Path runs) {
        skipWithoutEngine();
        Experiment experiment = experiment(system, "lin-kv", List.of(), 1);
        RunFolder folder = RunFolder.create(runs, experiment, Instant.EPOCH.plusNanos(System.nanoTime()));
        return Worlds.create(
                experiment,
                Systems.installed().named(system),
                Systems.installed().workload("lin-kv"),
                Optional.of(folder),
                words -> {});
    }

    static void skipWithoutEngine() {
        try {
            DockerEngine.connect().close();
        } catch (WorldException e) {
            Assumptions.abort(e.getMessage());
        }
    }

    static Experiment experiment(String system, String workload, List<FaultFamily> faults, int seconds) {
        return Experiment.builder(system, workload)
                .world(WorldKind.DOCKER)
                .nodeCount(3)
                .concurrency(6)
                .ratePerSecond(100)
                .timeLimitMillis(TimeUnit.SECONDS.toMillis(seconds))
                .faults(faults)
                .nemesisIntervalMillis(2_000)
                .recoveryBoundMillis(20_000)
                .build();
    }

    /** Returns the reply to a request, or an error if there is no reply soon. */
    @Override
    public Body ask(String node, Body request) throws Exception {
        return ask(node, request, SILENCE_MILLIS).orElseGet(() -> new ErrorReply(0, "no answer"));
    }

    /** Repeats a write of key 1 until it is acknowledged. */
    void write(String node, long value) throws Exception {
        awaitAnswer(node, new LinKv.Write(1L, value), new LinKv.WriteOk());
    }

    /** Repeats a request until the node gives this answer. */
    void awaitAnswer(String node, Body request, Body answer) throws Exception {
        long deadline = deadlineNanos();
        Body found = ask(node, request);
        while (!found.equals(answer)) {
            assertThat(System.nanoTime())
                    .as("%s answers %s by %s, not %s", node, request, answer, found)
                    .isLessThan(deadline);
            found = ask(node, request);
        }
    }

    /** Cuts a node off from the others, in both directions. */
    ActiveFault isolate(String node) throws Exception {
        List<String> others =
                cluster.nodeIds().stream().filter(other -> !other.equals(node)).toList();
        Map<String, List<String>> links =
                Map.of(node, others, others.get(0), List.of(node), others.get(1), List.of(node));
        return inject(new Partition(links));
    }
}
