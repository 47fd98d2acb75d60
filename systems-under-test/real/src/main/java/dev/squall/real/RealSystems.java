package dev.squall.real;

import dev.squall.experiment.Experiment;
import dev.squall.fault.FaultFamily;
import dev.squall.node.Vocabulary;
import dev.squall.system.Deployment;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.world.Cluster;
import dev.squall.world.World;
import dev.squall.world.WorldException;
import dev.squall.world.WorldKind;
import dev.squall.world.docker.ServerContainers;
import dev.squall.world.docker.ServerPlan;
import dev.squall.world.docker.engine.DockerEngine;
import dev.squall.world.docker.image.ServerImage;
import dev.squall.world.realtime.RealTimeline;
import dev.squall.world.server.ServerCluster;
import dev.squall.world.server.ServerFacts;
import dev.squall.world.server.ServerJournal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The systems etcd, ZooKeeper and Redis. Variants of a system differ in their reads and the guarantees of these reads.
 */
public final class RealSystems implements SystemFamily {

    private static final String LIN_KV = "lin-kv";
    private static final String READERS = "register-readers";

    private static final List<String> WORKLOADS =
            List.of(LIN_KV, "register", READERS, "compare-and-set", "session-sticky", "session-roaming");

    /**
     * Faults that these systems withstand. Clock faults are missing: Go programs such as etcd read clocks without the
     * library that moves them.
     */
    private static final Set<FaultFamily> FAULTS =
            EnumSet.of(FaultFamily.PARTITION, FaultFamily.KILL, FaultFamily.PAUSE);

    @Override
    public String topic() {
        return "real";
    }

    @Override
    public List<SystemUnderTest> systems() {
        return List.of(
                system("etcd", "etcd 3.4, with linearizable reads", LIN_KV, () -> new EtcdServer(false)),
                system(
                        "etcd-serializable",
                        "etcd 3.4, with serializable reads, which may be stale",
                        LIN_KV,
                        () -> new EtcdServer(true)),
                system(
                        "zookeeper",
                        "ZooKeeper 3.8, with plain reads, which may be stale",
                        READERS,
                        () -> new ZooKeeperServer(false)),
                system(
                        "zookeeper-sync",
                        "ZooKeeper 3.8, with a sync before each read",
                        READERS,
                        () -> new ZooKeeperServer(true)),
                system(
                        "redis",
                        "Redis 7 with replicas and Sentinel, which may lose acknowledged writes",
                        LIN_KV,
                        RedisServer::new));
    }

    /** @param usualWorkload the default workload, which tests the system's guarantees most quickly */
    private static SystemUnderTest system(
            String name, String description, String usualWorkload, Supplier<Server> server) {
        List<String> workloads = Stream.concat(Stream.of(usualWorkload), WORKLOADS.stream())
                .distinct()
                .toList();
        return SystemUnderTest.deployed(name, description, new Containers(server), workloads)
                .journal(nodes -> new ServerJournal(false))
                .withstanding(FAULTS);
    }

    /**
     * The servers of one system in containers.
     *
     * @param server creates the server for each run, because listing the systems must not load their clients
     */
    private record Containers(Supplier<Server> server) implements Deployment {

        @Override
        public WorldKind world() {
            return WorldKind.DOCKER;
        }

        @Override
        public Class<? extends Cluster> clusterType() {
            return ServerCluster.class;
        }

        @Override
        public int usualNodeCount() {
            return 3;
        }

        @Override
        public Vocabulary facts() {
            return ServerFacts.VOCABULARY;
        }

        @Override
        public World create(Experiment experiment, String runName, Path nodesFolder, Consumer<String> progress) {
            Server made = server.get();
            DockerEngine engine = DockerEngine.connect();
            String image = new ServerImage(engine, progress).ensure(made.name(), dockerfile(made));
            ServerPlan plan = new ServerPlan(experiment.nodeIds(), image, made.ports(), nodesFolder, made);
            RealTimeline timeline = new RealTimeline();
            ServerContainers containers = new ServerContainers(engine, timeline, runName, plan);
            return new World(timeline, new ServerCluster(made, experiment.nodeIds(), containers, timeline));
        }
    }

    private static String dockerfile(Server server) {
        String file = server.name() + ".Dockerfile";
        try (InputStream in = RealSystems.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new WorldException("the harness's own " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
