package dev.squall.world.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import com.github.dockerjava.api.model.Volume;
import dev.squall.world.WorldException;
import dev.squall.world.docker.engine.ContainerExec;
import dev.squall.world.docker.engine.DockerEngine;
import dev.squall.world.docker.engine.Ownership;
import dev.squall.world.realtime.NodeCommand;
import dev.squall.world.realtime.RealTimeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Creates the network and the containers of a run, and removes them. */
final class Pods {

    private static final long KEEPER_BYTES_MAX = 64L << 20;
    private static final int MEBIBYTE_SHIFT = 20;
    private static final long KEEPER_PROCESSES_MAX = 512;

    private final DockerClient client;
    private final RealTimeSettings settings;
    private final PodPlan plan;
    private final List<ExposedPort> ports;
    private final Ownership ownership;
    private final ContainerExec exec;
    private final ExecutorService executor;
    private final List<String> containerIds = new ArrayList<>();
    private final List<String> volumes = new ArrayList<>();
    private final List<CompletableFuture<Void>> probes = Collections.synchronizedList(new ArrayList<>());
    private String networkId;

    Pods(
            DockerEngine engine,
            RealTimeSettings settings,
            PodPlan plan,
            Ownership ownership,
            ContainerExec exec,
            ExecutorService executor) {
        this.client = engine.client();
        this.settings = settings;
        this.plan = plan;
        this.ports = plan.ports().stream().map(ExposedPort::tcp).toList();
        this.ownership = ownership;
        this.exec = exec;
        this.executor = executor;
    }

    /**
     * Creates the network and all containers. Starts the keepers, but not the nodes.
     *
     * @return the pods by node name, in order
     * @throws WorldException if the engine reports an error
     */
    Map<String, Pod> create() {
        return create(addresses -> settings.command());
    }

    /**
     * Creates the network and all containers like {@link #create()}, with a command that depends on the nodes'
     * addresses.
     *
     * @param command creates the command from the addresses by node
     */
    Map<String, Pod> create(Function<Map<String, String>, NodeCommand> command) {
        networkId = client.createNetworkCmd()
                .withName(ownership.run())
                .withDriver("bridge")
                .withLabels(ownership.labels())
                .exec()
                .getId();
        Map<String, String> users = new LinkedHashMap<>();
        settings.nodeIds().forEach(nodeId -> users.put(nodeId, prepareFolder(nodeId)));
        Map<String, Optional<NodeDisk>> disks = forEachNode(nodeId -> createDisk(nodeId, users.get(nodeId)));
        Map<String, InspectContainerResponse> keepers = forEachNode(nodeId -> startKeeper(nodeId, disks.get(nodeId)));
        if (plan.clocks() == PodPlan.Clocks.MOUNTED) {
            keepers.forEach((nodeId, keeper) -> copyClockLibrary(keeper.getId(), nodeId));
        }
        Map<String, String> addresses = new LinkedHashMap<>();
        keepers.forEach((nodeId, keeper) -> addresses.put(nodeId, address(keeper)));
        NodeCommand nodeCommand = command.apply(addresses);
        Map<String, Pod> pods = forEachNode(nodeId -> {
            String keeperId = keepers.get(nodeId).getId();
            String containerId = createNode(nodeId, keeperId, users.get(nodeId), disks.get(nodeId), nodeCommand);
            return pod(nodeId, keepers.get(nodeId), containerId, disks.get(nodeId));
        });
        CompletableFuture.allOf(probes.toArray(CompletableFuture[]::new)).join();
        return pods;
    }

    private <T> Map<String, T> forEachNode(Function<String, T> task) {
        List<CompletableFuture<T>> tasks = settings.nodeIds().stream()
                .map(nodeId -> CompletableFuture.supplyAsync(() -> task.apply(nodeId), executor))
                .toList();
        // Waits for all tasks, even if one fails. A container that is still being created when the cluster is closed
        // would be left behind.
        CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new)).join();
        Map<String, T> results = new LinkedHashMap<>();
        for (int i = 0; i < tasks.size(); i++) {
            results.put(settings.nodeIds().get(i), tasks.get(i).join());
        }
        return results;
    }

    private Optional<NodeDisk> createDisk(String nodeId, String user) {
        if (plan.diskMebibytes().isEmpty()) {
            return Optional.empty();
        }
        // The number of a user by name is known only in the image.
        String owner = limits(nodeId).user().isEmpty() && !limits(nodeId).hasUsualRights() ? user : "";
        NodeDisk disk = NodeDisk.create(
                client, ownership, nodeId, owner, plan.diskMebibytes().getAsInt());
        synchronized (containerIds) {
            volumes.add(disk.volume());
        }
        return Optional.of(disk);
    }

    private InspectContainerResponse startKeeper(String nodeId, Optional<NodeDisk> disk) {
        String keeperId = createKeeper(nodeId, disk);
        client.startContainerCmd(keeperId).exec();
        InspectContainerResponse keeper = client.inspectContainerCmd(keeperId).exec();
        if (!Boolean.TRUE.equals(keeper.getState().getRunning())) {
            throw new WorldException("the container that keeps the network of node " + nodeId + " ended at once with"
                    + " exit code " + keeper.getState().getExitCodeLong() + " "
                    + keeper.getState().getError());
        }
        probes.add(CompletableFuture.runAsync(() -> requirePacketFilter(keeperId), executor));
        return keeper;
    }

    private String address(InspectContainerResponse keeper) {
        return keeper.getNetworkSettings().getNetworks().get(ownership.run()).getIpAddress();
    }

    private Pod pod(String nodeId, InspectContainerResponse keeper, String containerId, Optional<NodeDisk> disk) {
        Map<ExposedPort, Binding[]> bindings =
                keeper.getNetworkSettings().getPorts().getBindings();
        Map<Integer, Integer> published = new LinkedHashMap<>();
        ports.forEach(port -> published.put(port.getPort(), Integer.parseInt(bindings.get(port)[0].getHostPortSpec())));
        return new Pod(nodeId, keeper.getId(), containerId, address(keeper), published, disk);
    }

    /** Checks the privilege to filter packets before the run, rather than at the first partition. */
    private void requirePacketFilter(String keeperId) {
        exec.run(keeperId, List.of("iptables", "-w", "-nL", "INPUT"));
    }

    private String createKeeper(String nodeId, Optional<NodeDisk> disk) {
        return remember(client.createContainerCmd(plan.keeperImage())
                .withName(ownership.run() + "-" + nodeId + "-network")
                .withHostName(nodeId)
                .withAliases(nodeId)
                .withLabels(ownership.labels())
                .withCmd("sleep", "infinity")
                .withExposedPorts(ports)
                .withHostConfig(HostConfig.newHostConfig()
                        .withNetworkMode(ownership.run())
                        .withPortBindings(ports.stream()
                                .map(port -> new PortBinding(Binding.bindIp("127.0.0.1"), port))
                                .toList())
                        .withCapDrop(Capability.ALL)
                        .withCapAdd(Capability.NET_ADMIN, Capability.NET_RAW)
                        .withBinds(disk.map(NodeDisk::bind).stream().toList())
                        .withMemory(KEEPER_BYTES_MAX + diskBytes())
                        .withPidsLimit(KEEPER_PROCESSES_MAX))
                .exec()
                .getId());
    }

    /** Returns the size of a disk in memory, whose pages count as memory of the container that wrote them. */
    private long diskBytes() {
        return (long) plan.diskMebibytes().orElse(0) << MEBIBYTE_SHIFT;
    }

    private String createNode(
            String nodeId, String keeperId, String user, Optional<NodeDisk> disk, NodeCommand command) {
        List<Bind> binds = new ArrayList<>(List.of(storage(nodeId, disk)));
        ContainerLimits limits = limits(nodeId);
        binds.addAll(limits.binds());
        if (plan.clocks() != PodPlan.Clocks.OF_MACHINE) {
            binds.add(clock(nodeId));
        }
        List<String> words = command.arguments(nodeId, 0, settings.nodesFolder());
        disk.ifPresent(own -> copyPrepared(own, keeperId, nodeId));
        CreateContainerCmd create = client.createContainerCmd(plan.images().get(nodeId))
                .withName(ownership.run() + "-" + nodeId)
                .withLabels(ownership.labels())
                .withEnv(environment(nodeId, command))
                .withHostConfig(HostConfig.newHostConfig()
                        .withNetworkMode("container:" + keeperId)
                        .withBinds(binds)
                        .withCapDrop(limits.hasUsualRights() ? new Capability[0] : new Capability[] {Capability.ALL})
                        .withCapAdd(limits.addedCapabilities())
                        .withSecurityOpts(limits.hasUsualRights() ? List.of() : List.of("no-new-privileges"))
                        .withMemory(limits.memoryBytes() + diskBytes())
                        .withNanoCPUs(limits.nanoCpus())
                        .withPidsLimit(limits.processes()));
        if (!user.isEmpty()) {
            create.withUser(user);
        }
        if (!limits.entrypoint().isEmpty()) {
            create.withEntrypoint(limits.entrypoint());
        }
        return remember(
                (words.isEmpty() ? create : create.withCmd(words)).exec().getId());
    }

    private ContainerLimits limits(String nodeId) {
        return plan.limits().get(nodeId);
    }

    private List<String> environment(String nodeId, NodeCommand command) {
        Stream<String> own =
                command.environment(nodeId).entrySet().stream().map(each -> each.getKey() + "=" + each.getValue());
        List<String> ofClock =
                switch (plan.clocks()) {
                    case OF_MACHINE -> List.of();
                    case IN_IMAGE -> ContainerCommand.ENVIRONMENT;
                    case MOUNTED -> ContainerCommand.MOUNTED_CLOCK;
                };
        return Stream.concat(own, ofClock.stream()).toList();
    }

    /** Copies what the node's command has prepared in the run's folder to the disk. */
    private void copyPrepared(NodeDisk disk, String keeperId, String nodeId) {
        try (Stream<Path> files = Files.list(settings.nodeFolder(nodeId))) {
            List<Path> prepared = files.filter(Files::isRegularFile).sorted().toList();
            if (!prepared.isEmpty()) {
                disk.copyFrom(keeperId, prepared);
            }
        } catch (IOException e) {
            throw new WorldException("the folder of node " + nodeId + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void copyClockLibrary(String keeperId, String nodeId) {
        Path library = ClockFile.folder(settings.nodeFolder(nodeId)).resolve(ContainerCommand.CLOCK_LIBRARY);
        try (TarArchiveInputStream files =
                new TarArchiveInputStream(client.copyArchiveFromContainerCmd(keeperId, "/" + library.getFileName())
                        .exec())) {
            files.getNextEntry();
            Files.write(library, files.readAllBytes());
        } catch (IOException e) {
            throw new WorldException("the clock library " + library + " cannot be written: " + e.getMessage(), e);
        }
    }

    private Bind storage(String nodeId, Optional<NodeDisk> disk) {
        return disk.map(NodeDisk::bind)
                .orElseGet(() ->
                        bind(settings.nodeFolder(nodeId), ContainerCommand.STORAGE + "/" + nodeId, AccessMode.rw));
    }

    private Bind clock(String nodeId) {
        return bind(
                ClockFile.folder(settings.nodeFolder(nodeId)),
                ContainerCommand.CLOCK,
                plan.clocks() == PodPlan.Clocks.MOUNTED ? AccessMode.rw : AccessMode.ro);
    }

    private static Bind bind(Path folder, String inContainer, AccessMode mode) {
        return new Bind(folder.toAbsolutePath().toString(), new Volume(inContainer), mode);
    }

    /**
     * Creates the node's folder. Returns the user under which the node runs: that of the limits, the folder's owner, or
     * empty for the image's user.
     */
    private String prepareFolder(String nodeId) {
        try {
            var folder = Files.createDirectories(settings.nodeFolder(nodeId));
            if (!limits(nodeId).user().isEmpty() || limits(nodeId).hasUsualRights()) {
                // The user is known only in the image, so that its number cannot be asked for here.
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
                return limits(nodeId).user();
            }
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
     * Removes the network, the containers and the volumes, in any state.
     *
     * @throws WorldException if one of them cannot be removed
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
