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
 * @param entrypoint words before the command; empty for those of the image
 * @param hasUsualRights true if user and capabilities are the image's and the engine's usual ones, besides those that
 *     are named; false if there are only those that are named
 * @param user user in the container; empty for the owner of the node's folder
 * @param memoryBytes largest memory of the node
 * @param cpus largest number of processors in use
 * @param processes largest number of processes
 * @param capabilities Linux capabilities without the prefix {@code CAP_}
 * @param volumes folders of this machine by path in the container
 */
public record ContainerLimits(
        List<String> entrypoint,
        boolean hasUsualRights,
        String user,
        long memoryBytes,
        double cpus,
        long processes,
        List<String> capabilities,
        Map<String, Path> volumes) {

    /** Limits of a node that asks for none: 256 MiB, one processor, 512 processes, no privileges. */
    public static final ContainerLimits USUAL =
            new ContainerLimits(List.of(), false, "", 256L << 20, 1, 512, List.of(), Map.of());

    private static final double NANO_CPUS = 1e9;

    long nanoCpus() {
        return (long) (cpus * NANO_CPUS);
    }

    Capability[] addedCapabilities() {
        return capabilities.stream().map(Capability::valueOf).toArray(Capability[]::new);
    }

    List<Bind> binds() {
        return volumes.entrySet().stream()
                .map(each -> new Bind(each.getValue().toString(), new Volume(each.getKey()), AccessMode.rw))
                .toList();
    }
}
