package dev.squall.world.docker;

import com.github.dockerjava.api.exception.NotFoundException;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Provider of the containers of systems that a file describes. */
public final class DescribedContainers implements ServersProvider {

    private static final long COPIED_BYTES_MAX = 64L << 20;

    /** Image of the containers that keep the nodes' networks and filter their packets. */
    private static final String KEEPER = String.join(
            "\n",
            "ARG BASE",
            "FROM ${BASE}",
            "COPY apt.conf /etc/apt/apt.conf.d/squall.conf",
            "RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install iptables"
                    + " && rm -rf /var/lib/apt/lists/*",
            "");

    @Override
    public Servers servers(
            SystemFile file,
            List<String> nodeIds,
            ServerCommands commands,
            RealTimeline timeline,
            String runName,
            Path nodesFolder,
            Consumer<String> progress) {
        ContainerSpec spec = file.server().container().orElseThrow();
        DockerEngine engine = DockerEngine.connect();
        try {
            String image = spec.recipe().isPresent()
                    ? build(engine, file.name(), spec.recipe().get(), progress)
                    : present(engine, spec.image());
            ContainerLimits limits = new ContainerLimits(
                    file.server().user(),
                    spec.memoryBytes(),
                    spec.cpus(),
                    spec.processes(),
                    spec.capabilities(),
                    file.server().environment(),
                    spec.volumes());
            ServerPlan plan = new ServerPlan(
                    nodeIds,
                    image,
                    new ServerImage(engine, progress).ensure("keeper", KEEPER),
                    List.copyOf(file.ports().values()),
                    nodesFolder,
                    (nodeId, addresses, folder, inside) -> commands.prepare(
                                    nodeId, new OnNetwork(nodeIds, addresses), folder, inside)
                            .arguments(),
                    limits);
            return new ServerContainers(engine, timeline, runName, plan);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
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
