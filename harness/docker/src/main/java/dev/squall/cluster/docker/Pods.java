package dev.squall.cluster.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import com.github.dockerjava.api.model.Volume;
import dev.squall.cluster.WorldException;
import dev.squall.cluster.process.ProcessSettings;
import dev.squall.node.host.TcpMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** Makes a run's network and containers, and removes them. */
final class Pods {

    private static final long NODE_BYTES_MAX = 256L << 20;
    private static final long KEEPER_BYTES_MAX = 64L << 20;
    private static final long NANO_CPUS_MAX = 1_000_000_000L;
    private static final long PROCESSES_MAX = 512;
    private static final ExposedPort CONTROL = ExposedPort.tcp(TcpMain.CONTROL_PORT);

    private final DockerClient client;
    private final ProcessSettings settings;
    private final String image;
    private final Ownership ownership;
    private final boolean haveOwnDisks;
    private final ExecutorService executor;
    private final List<String> containerIds = new ArrayList<>();
    private final List<String> volumes = new ArrayList<>();
    private String networkId;

    /** @param haveOwnDisks whether each node's storage is on a disk of its own, which can be filled */
    Pods(
            DockerEngine engine,
            ProcessSettings settings,
            String image,
            Ownership ownership,
            boolean haveOwnDisks,
            ExecutorService executor) {
        this.client = engine.client();
        this.settings = settings;
        this.image = image;
        this.ownership = ownership;
        this.haveOwnDisks = haveOwnDisks;
        this.executor = executor;
    }

    /**
     * Makes the network and all containers; keepers run, nodes do not yet.
     *
     * @return the pods by their nodes' names, in order
     * @throws WorldException if the engine refuses
     */
    Map<String, Pod> create() {
        networkId = client.createNetworkCmd()
                .withName(ownership.run())
                .withDriver("bridge")
                .withLabels(ownership.labels())
                .exec()
                .getId();
        List<CompletableFuture<Pod>> pods = settings.nodeIds().stream()
                .map(nodeId -> CompletableFuture.supplyAsync(() -> createPod(nodeId), executor))
                .toList();
        // All of them, even if one fails: what is still being made when the cluster is closed would be left behind.
        CompletableFuture.allOf(pods.toArray(CompletableFuture[]::new)).join();
        Map<String, Pod> created = new LinkedHashMap<>();
        pods.forEach(pod -> created.put(pod.join().nodeId(), pod.join()));
        return created;
    }

    private Pod createPod(String nodeId) {
        String user = prepareFolder(nodeId);
        Optional<NodeDisk> disk = haveOwnDisks ? Optional.of(createDisk(nodeId, user)) : Optional.empty();
        String keeperId = createKeeper(nodeId, disk);
        client.startContainerCmd(keeperId).exec();
        InspectContainerResponse keeper = client.inspectContainerCmd(keeperId).exec();
        String address =
                keeper.getNetworkSettings().getNetworks().get(ownership.run()).getIpAddress();
        Binding[] bindings =
                keeper.getNetworkSettings().getPorts().getBindings().get(CONTROL);
        int port = Integer.parseInt(bindings[0].getHostPortSpec());
        return new Pod(nodeId, keeperId, createNode(nodeId, keeperId, user, disk), address, port, disk);
    }

    private NodeDisk createDisk(String nodeId, String user) {
        NodeDisk disk = NodeDisk.create(client, ownership, nodeId, user);
        synchronized (containerIds) {
            volumes.add(disk.volume());
        }
        return disk;
    }

    private String createKeeper(String nodeId, Optional<NodeDisk> disk) {
        return remember(client.createContainerCmd(image)
                .withName(ownership.run() + "-" + nodeId + "-network")
                .withHostName(nodeId)
                .withLabels(ownership.labels())
                .withCmd("sleep", "infinity")
                .withExposedPorts(CONTROL)
                .withHostConfig(HostConfig.newHostConfig()
                        .withNetworkMode(ownership.run())
                        .withPortBindings(new PortBinding(Binding.bindIp("127.0.0.1"), CONTROL))
                        .withCapDrop(Capability.ALL)
                        .withCapAdd(Capability.NET_ADMIN, Capability.NET_RAW)
                        .withBinds(disk.map(NodeDisk::bind).stream().toList())
                        .withMemory(KEEPER_BYTES_MAX)
                        .withPidsLimit(PROCESSES_MAX))
                .exec()
                .getId());
    }

    private String createNode(String nodeId, String keeperId, String user, Optional<NodeDisk> disk) {
        return remember(client.createContainerCmd(image)
                .withName(ownership.run() + "-" + nodeId)
                .withLabels(ownership.labels())
                .withUser(user)
                .withCmd(settings.command().arguments(nodeId, 0, settings.nodesFolder()))
                .withEnv(ContainerCommand.ENVIRONMENT)
                .withHostConfig(HostConfig.newHostConfig()
                        .withNetworkMode("container:" + keeperId)
                        .withBinds(storage(nodeId, disk), clock(nodeId))
                        .withCapDrop(Capability.ALL)
                        .withSecurityOpts(List.of("no-new-privileges"))
                        .withMemory(NODE_BYTES_MAX)
                        .withNanoCPUs(NANO_CPUS_MAX)
                        .withPidsLimit(PROCESSES_MAX))
                .exec()
                .getId());
    }

    private Bind storage(String nodeId, Optional<NodeDisk> disk) {
        return disk.map(NodeDisk::bind)
                .orElseGet(() ->
                        bind(settings.nodeFolder(nodeId), ContainerCommand.STORAGE + "/" + nodeId, AccessMode.rw));
    }

    private Bind clock(String nodeId) {
        return bind(ClockFile.folder(settings.nodeFolder(nodeId)), ContainerCommand.CLOCK, AccessMode.ro);
    }

    private static Bind bind(Path folder, String inContainer, AccessMode mode) {
        return new Bind(folder.toAbsolutePath().toString(), new Volume(inContainer), mode);
    }

    /** Makes the node's folder; answers the user to whom it belongs, as whom the node runs. */
    private String prepareFolder(String nodeId) {
        try {
            var folder = Files.createDirectories(settings.nodeFolder(nodeId));
            return Files.getAttribute(folder, "unix:uid") + ":" + Files.getAttribute(folder, "unix:gid");
        } catch (IOException e) {
            throw new WorldException("the folder of node " + nodeId + " cannot be made: " + e.getMessage(), e);
        }
    }

    private String remember(String containerId) {
        synchronized (containerIds) {
            containerIds.add(containerId);
        }
        return containerId;
    }

    /**
     * Removes all that was made, whatever state it is in.
     *
     * @throws WorldException if something is left
     */
    void remove() {
        List<String> ids;
        synchronized (containerIds) {
            ids = List.copyOf(containerIds);
        }
        List<CompletableFuture<Void>> removals = ids.stream()
                .map(id -> CompletableFuture.runAsync(() -> Ownership.removeContainer(client, id), executor))
                .toList();
        try {
            CompletableFuture.allOf(removals.toArray(CompletableFuture[]::new)).join();
            volumes.forEach(volume -> Ownership.removeVolume(client, volume));
            if (networkId != null) {
                Ownership.removeNetwork(client, networkId);
            }
        } catch (RuntimeException e) {
            throw new WorldException(
                    "containers of run " + ownership.run() + " cannot be removed: " + DockerEngine.reason(e)
                            + "; the next run with --world docker tries again",
                    e);
        }
    }
}
