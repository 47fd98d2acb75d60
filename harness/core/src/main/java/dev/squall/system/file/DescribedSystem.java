package dev.squall.system.file;

import dev.squall.experiment.Experiment;
import dev.squall.node.Vocabulary;
import dev.squall.system.Deployment;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.system.file.SystemFile.ServerSpec;
import dev.squall.world.Cluster;
import dev.squall.world.World;
import dev.squall.world.WorldException;
import dev.squall.world.WorldKind;
import dev.squall.world.process.LoopbackServers;
import dev.squall.world.realtime.RealTimeline;
import dev.squall.world.server.AfterEnd;
import dev.squall.world.server.Endpoints;
import dev.squall.world.server.ServerCluster;
import dev.squall.world.server.ServerCommands;
import dev.squall.world.server.ServerFacts;
import dev.squall.world.server.ServerJournal;
import dev.squall.world.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Deployment of a system that a file describes.
 *
 * @param file the description
 */
public record DescribedSystem(SystemFile file) implements Deployment {

    /** Marks the node's folder as prepared, so that later lives skip the preparation. */
    private static final String PREPARED_ONCE =
            "set -e; if [ ! -e .squall-prepared ]; then ( %s\n); touch .squall-prepared; fi; exec \"$@\"";

    /** Returns the system under test that a file describes. */
    public static SystemUnderTest of(SystemFile file) {
        boolean endsAreViolations = file.afterEnd() == AfterEnd.VIOLATION;
        return SystemUnderTest.deployed(file.name(), file.description(), new DescribedSystem(file), file.workloads())
                .journal(nodes -> new ServerJournal(endsAreViolations))
                .withstanding(file.faults())
                .workloadOptions(file.workloadOptions());
    }

    @Override
    public WorldKind world() {
        return file.server().container().isPresent() ? WorldKind.DOCKER : WorldKind.PROCESS;
    }

    @Override
    public Class<? extends Cluster> clusterType() {
        return ServerCluster.class;
    }

    @Override
    public int usualNodeCount() {
        return file.nodeCount();
    }

    @Override
    public List<String> nodeNames() {
        return List.copyOf(file.services().keySet());
    }

    @Override
    public Vocabulary facts() {
        return ServerFacts.VOCABULARY;
    }

    @Override
    public Set<String> options() {
        return file.options().keySet();
    }

    @Override
    public Optional<Path> describedIn() {
        return Optional.of(file.path());
    }

    @Override
    public World create(Experiment experiment, String runName, Path nodesFolder, Consumer<String> progress) {
        RealTimeline timeline = new RealTimeline();
        List<String> nodeIds = experiment.nodeIds();
        ServerCommands commands = (nodeId, nodes, folder, inside) -> command(experiment, nodeId, nodes, folder, inside);
        Servers servers = file.server().container().isPresent()
                ? containers().servers(file, experiment, commands, timeline, runName, nodesFolder, progress)
                : new LoopbackServers(
                        timeline, nodeIds, List.copyOf(file.ports().values()), nodesFolder, commands);
        DescribedClients clients = new DescribedClients(
                file, experiment, Systems.installed().workload(experiment).vocabulary(), nodesFolder, timeline);
        ServerCluster cluster = new ServerCluster(
                clients, nodeIds, servers, timeline, file.afterEnd(), file.readyWithin(), clients::setUp);
        return new World(timeline, cluster);
    }

    private ServersProvider containers() {
        return ServiceLoader.load(ServersProvider.class)
                .findFirst()
                .orElseThrow(() -> new WorldException("the system " + file.name()
                        + " runs in containers, and no library for them is on the class path; expected squall-docker"));
    }

    private ServerCommands.Command command(
            Experiment experiment, String nodeId, Endpoints nodes, Path folder, String inside) throws IOException {
        Template template = template(experiment, nodeId, nodes, inside);
        ServerSpec server = file.server(nodeId);
        for (Map.Entry<String, String> each : template.render(server.files()).entrySet()) {
            Files.writeString(folder.resolve(each.getKey()), each.getValue());
        }
        List<String> command = new ArrayList<>();
        if (!server.prepare().isBlank()) {
            String script = PREPARED_ONCE.formatted(template.render(server.prepare()));
            command.addAll(List.of("sh", "-c", "cd \"$0\"; " + script, inside));
        }
        command.addAll(template.render(server.command()));
        return new ServerCommands.Command(command, template.render(server.environment()));
    }

    /** Returns the variables of a node, or those of a client if {@code self} is empty. */
    Template template(Experiment experiment, String self, Endpoints nodes, String folder) {
        Map<String, Template.Place> places = new LinkedHashMap<>();
        for (String nodeId : nodes.nodeIds()) {
            Map<String, Integer> ports = new LinkedHashMap<>();
            file.ports().forEach((name, port) -> ports.put(name, nodes.publishedPort(nodeId, port)));
            places.put(nodeId, new Template.Place(nodes.host(nodeId), ports));
        }
        return template(file, self, places, folder, experiment.seed(), experiment.systemOptions());
    }

    static Template template(
            SystemFile file,
            String self,
            Map<String, Template.Place> places,
            String folder,
            long seed,
            Map<String, String> options) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("folder", file.folder().toString());
        words.put("node.folder", folder);
        words.put("seed", Long.toString(seed));
        file.options().forEach((name, value) -> words.put("option." + name, options.getOrDefault(name, value)));
        return new Template(self, places, words);
    }
}
