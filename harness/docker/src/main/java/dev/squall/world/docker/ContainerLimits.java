package dev.squall.world.docker;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Volume;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Limits and privileges of a node's container.
 *
 * @param user user in the container; empty for the owner of the node's folder
 * @param memoryBytes largest memory of the node
 * @param cpus largest number of processors in use
 * @param processes largest number of processes
 * @param capabilities Linux capabilities without the prefix {@code CAP_}
 * @param environment environment variables by name
 * @param volumes folders of this machine by path in the container
 */
public record ContainerLimits(
        String user,
        long memoryBytes,
        double cpus,
        long processes,
        List<String> capabilities,
        Map<String, String> environment,
        Map<String, Path> volumes) {

    /** Limits of a node that asks for none: 256 MiB, one processor, 512 processes, no privileges. */
    public static final ContainerLimits USUAL =
            new ContainerLimits("", 256L << 20, 1, 512, List.of(), Map.of(), Map.of());

    private static final double NANO_CPUS = 1e9;

    long nanoCpus() {
        return (long) (cpus * NANO_CPUS);
    }

    Capability[] addedCapabilities() {
        return capabilities.stream().map(Capability::valueOf).toArray(Capability[]::new);
    }

    List<String> variables() {
        return environment.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .toList();
    }

    List<Bind> binds() {
        return volumes.entrySet().stream()
                .map(each -> new Bind(each.getValue().toString(), new Volume(each.getKey()), AccessMode.rw))
                .toList();
    }
}
