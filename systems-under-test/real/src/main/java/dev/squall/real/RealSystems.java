package dev.squall.real;

import dev.squall.experiment.Experiment;
import dev.squall.fault.FaultFamily;
import dev.squall.node.Vocabulary;
import dev.squall.run.RunFolder;
import dev.squall.run.SystemProvider;
import dev.squall.system.SystemUnderTest;
import dev.squall.world.World;
import dev.squall.world.WorldException;
import dev.squall.world.docker.DockerEngine;
import dev.squall.world.docker.ServerContainers;
import dev.squall.world.docker.ServerImage;
import dev.squall.world.docker.ServerPlan;
import dev.squall.world.process.RealTimeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** etcd, ZooKeeper and Redis, each with the ways of reading that promise different things. */
public final class RealSystems implements SystemProvider {

    private static final String LIN_KV = "lin-kv";
    private static final String READERS = "register-readers";

    private static final List<String> WORKLOADS =
            List.of(LIN_KV, "register", READERS, "compare-and-set", "session-sticky", "session-roaming");

    /** Clocks are left alone: a Go program, as etcd is, reads them without the library that could move them. */
    private static final List<String> FAULTS = Stream.of(FaultFamily.PARTITION, FaultFamily.KILL, FaultFamily.PAUSE)
            .map(FaultFamily::faultName)
            .toList();

    private static final List<Entry> ENTRIES = List.of(
            new Entry("etcd", "etcd 3.4, with linearizable reads", LIN_KV, new EtcdServer(false)),
            new Entry(
                    "etcd-serializable",
                    "etcd 3.4, with serializable reads, which may be stale",
                    LIN_KV,
                    new EtcdServer(true)),
            new Entry(
                    "zookeeper",
                    "ZooKeeper 3.8, with plain reads, which may be stale",
                    READERS,
                    new ZooKeeperServer(false)),
            new Entry(
                    "zookeeper-sync",
                    "ZooKeeper 3.8, with a sync before each read",
                    READERS,
                    new ZooKeeperServer(true)),
            new Entry(
                    "redis",
                    "Redis 7 with replicas and Sentinel, which may lose acknowledged writes",
                    LIN_KV,
                    new RedisServer()));

    /** @param usualWorkload that shows soonest what the system promises and what not */
    private record Entry(String name, String description, String usualWorkload, Server server) {

        SystemUnderTest system() {
            return new SystemUnderTest(
                    name,
                    description,
                    Optional.empty(),
                    Stream.concat(Stream.of(usualWorkload), WORKLOADS.stream())
                            .distinct()
                            .toList(),
                    Optional.empty(),
                    nodes -> new PrimaryJournal(),
                    FAULTS);
        }
    }

    @Override
    public List<SystemUnderTest> systems() {
        return ENTRIES.stream().map(Entry::system).toList();
    }

    @Override
    public Vocabulary facts() {
        return new Vocabulary(List.of(), List.of(), List.of(PrimaryFacts.BecamePrimary.class));
    }

    @Override
    public int usualNodeCount() {
        return 3;
    }

    @Override
    public World world(Experiment experiment, RunFolder folder, Consumer<String> progress) {
        Server server = ENTRIES.stream()
                .filter(entry -> entry.name().equals(experiment.system()))
                .findFirst()
                .orElseThrow()
                .server();
        DockerEngine engine = DockerEngine.connect();
        String image = new ServerImage(engine, progress).ensure(server.name(), dockerfile(server));
        ServerPlan plan = new ServerPlan(experiment.nodeIds(), image, server.ports(), folder.nodesFolder(), server);
        RealTimeline timeline = new RealTimeline();
        String run = "squall-" + folder.path().getFileName().toString().toLowerCase(Locale.ROOT);
        ServerContainers containers = new ServerContainers(engine, timeline, run, plan);
        return new World(timeline, new ServerCluster(server, experiment.nodeIds(), containers, timeline));
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
