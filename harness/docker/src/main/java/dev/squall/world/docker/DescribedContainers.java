package dev.squall.world.docker;

import com.github.dockerjava.api.exception.NotFoundException;
import dev.squall.experiment.Experiment;
import dev.squall.fault.FaultFamily;
import dev.squall.system.file.ServersProvider;
import dev.squall.system.file.SystemFile;
import dev.squall.system.file.SystemFile.ContainerSpec;
import dev.squall.world.WorldException;
import dev.squall.world.docker.engine.DockerEngine;
import dev.squall.world.docker.image.ServerImage;
import dev.squall.world.realtime.RealTimeline;
import dev.squall.world.server.Endpoints;
import dev.squall.world.server.ServerCommands;
import dev.squall.world.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Provider of the containers of systems that a file describes. */
public final class DescribedContainers implements ServersProvider {

    private static final long COPIED_BYTES_MAX = 64L << 20;

    /** Image of the containers that keep the nodes' networks and filter their packets. */
    private static final String KEEPER =
            """
            ARG BASE
            FROM ${BASE}
            COPY apt.conf /etc/apt/apt.conf.d/squall.conf
            RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install %s && rm -rf /var/lib/apt/lists/*
            """;

    private static final String PLAIN_KEEPER = KEEPER.formatted("iptables");

    /** The same with the library that moves clocks, which is built where a compiler is. */
    private static final String KEEPER_WITH_CLOCK = KEEPER.formatted("iptables gcc libc6-dev")
            + """
            COPY clock.c /
            RUN gcc -std=gnu17 -O2 -Wall -Wextra -Werror -shared -fPIC -o /clock.so /clock.c
            """;

    @Override
    public Servers servers(
            SystemFile file,
            Experiment experiment,
            ServerCommands commands,
            RealTimeline timeline,
            String runName,
            Path nodesFolder,
            Consumer<String> progress) {
        List<String> nodeIds = experiment.nodeIds();
        boolean canMoveClocks = experiment.faults().contains(FaultFamily.CLOCK);
        boolean canFillDisks = experiment.faults().contains(FaultFamily.FULL_DISK);
        DockerEngine engine = DockerEngine.connect();
        try {
            Map<String, String> images = new LinkedHashMap<>();
            Map<String, ContainerLimits> limits = new LinkedHashMap<>();
            for (String nodeId : nodeIds) {
                ContainerSpec spec = file.server(nodeId).container().orElseThrow();
                String name = file.services().isEmpty() ? file.name() : file.name() + "-" + nodeId;
                images.put(
                        nodeId,
                        spec.recipe().isPresent()
                                ? build(engine, name, spec.recipe().get(), progress)
                                : present(engine, spec.image()));
                limits.put(nodeId, limits(file.server(nodeId).user(), spec));
            }
            int diskMebibytes = file.server().container().orElseThrow().diskMebibytes();
            ServerPlan plan = new ServerPlan(
                    nodeIds,
                    images,
                    keeper(engine, canMoveClocks, progress),
                    List.copyOf(file.ports().values()),
                    nodesFolder,
                    new Commands(nodeIds, commands),
                    limits,
                    canFillDisks ? OptionalInt.of(diskMebibytes) : OptionalInt.empty(),
                    file.logs(),
                    canMoveClocks);
            return new ServerContainers(engine, timeline, runName, plan);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private static ContainerLimits limits(String user, ContainerSpec spec) {
        return new ContainerLimits(
                spec.entrypoint(),
                spec.hasUsualRights(),
                user,
                spec.memoryBytes(),
                spec.cpus(),
                spec.processes(),
                spec.capabilities(),
                spec.volumes());
    }

    /** Commands of the file's servers, with the environment of those that have been prepared. */
    private static final class Commands implements ServerPlan.ServerCommand {

        private final List<String> nodeIds;
        private final ServerCommands commands;
        private final Map<String, Map<String, String>> environments = new ConcurrentHashMap<>();

        Commands(List<String> nodeIds, ServerCommands commands) {
            this.nodeIds = nodeIds;
            this.commands = commands;
        }

        @Override
        public List<String> prepare(String nodeId, Map<String, String> addresses, Path folder, String folderInside)
                throws IOException {
            ServerCommands.Command command =
                    commands.prepare(nodeId, new OnNetwork(nodeIds, addresses), folder, folderInside);
            environments.put(nodeId, command.environment());
            return command.arguments();
        }

        @Override
        public Map<String, String> environment(String nodeId) {
            return environments.get(nodeId);
        }
    }

    private static String keeper(DockerEngine engine, boolean withClock, Consumer<String> progress) {
        ServerImage image = new ServerImage(engine, progress);
        return withClock
                ? image.ensureWithClock("clock-keeper", KEEPER_WITH_CLOCK)
                : image.ensure("keeper", PLAIN_KEEPER);
    }

    private static String present(DockerEngine engine, String image) {
        try {
            engine.client().inspectImageCmd(image).exec();
            return image;
        } catch (NotFoundException e) {
            throw new WorldException(
                    "the engine has no image " + image + "; expected one of docker images, or the field recipe with a"
                            + " Dockerfile",
                    e);
        }
    }

    private static String build(DockerEngine engine, String name, Path recipe, Consumer<String> progress) {
        Map<String, byte[]> copied = new TreeMap<>();
        Path folder = recipe.toAbsolutePath().normalize().getParent();
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
                bytes += Files.size(each);
                if (bytes > COPIED_BYTES_MAX) {
                    throw new WorldException("the folder " + folder + " of the recipe has more than 64 MiB; expected"
                            + " only what the Dockerfile copies");
                }
                copied.put(folder.relativize(each).toString(), Files.readAllBytes(each));
            }
            String dockerfile = Files.readString(recipe);
            return new ServerImage(engine, progress).ensure("of-" + name.toLowerCase(Locale.ROOT), dockerfile, copied);
        } catch (IOException e) {
            throw new WorldException("the recipe " + recipe + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The nodes as they reach each other on the run's network. */
    private record OnNetwork(List<String> nodeIds, Map<String, String> addresses) implements Endpoints {

        /** Returns the address of a node; a placeholder until the network assigns it. */
        @Override
        public String host(String nodeId) {
            return addresses.getOrDefault(nodeId, "0.0.0.0");
        }

        @Override
        public int publishedPort(String nodeId, int port) {
            return port;
        }
    }
}
