package dev.squall.cluster.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Labels on all that a run makes in the engine, which tell the run and the harness's process. So a later run can remove
 * what a harness has left behind that was killed, and leaves alone what belongs to one that lives.
 *
 * @param run the run's name, unique in the engine
 * @param process the harness: its pid namespace, its pid, and when it was started
 */
record Ownership(String run, String process) {

    static final String RUN_LABEL = "dev.squall.run";
    static final String PROCESS_LABEL = "dev.squall.process";

    /** For what this process makes for a run. */
    static Ownership ofThisProcess(String run) {
        return new Ownership(run, describe(ProcessHandle.current()));
    }

    Map<String, String> labels() {
        return Map.of(RUN_LABEL, run, PROCESS_LABEL, process);
    }

    /**
     * Removes containers, volumes and networks whose harness is dead.
     *
     * @return how many there were
     */
    static int removeLeftovers(DockerClient client) {
        int removed = 0;
        for (var container : client.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(PROCESS_LABEL))
                .exec()) {
            if (isLeftover(container.getLabels().get(PROCESS_LABEL))) {
                removeContainer(client, container.getId());
                removed++;
            }
        }
        for (var volume : client.listVolumesCmd()
                .withFilter("label", List.of(PROCESS_LABEL))
                .exec()
                .getVolumes()) {
            if (isLeftover(volume.getLabels().get(PROCESS_LABEL))) {
                removeVolume(client, volume.getName());
                removed++;
            }
        }
        for (var network : client.listNetworksCmd()
                .withFilter("label", List.of(PROCESS_LABEL))
                .exec()) {
            if (isLeftover(network.getLabels().get(PROCESS_LABEL))) {
                removeNetwork(client, network.getId());
                removed++;
            }
        }
        return removed;
    }

    static void removeContainer(DockerClient client, String id) {
        try {
            client.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException | ConflictException e) {
            // It is gone, or another run is removing it.
        }
    }

    static void removeVolume(DockerClient client, String name) {
        try {
            client.removeVolumeCmd(name).exec();
        } catch (NotFoundException | ConflictException e) {
            // It is gone, or a container that is being removed has it.
        }
    }

    static void removeNetwork(DockerClient client, String id) {
        try {
            client.removeNetworkCmd(id).exec();
        } catch (NotFoundException e) {
            // It is gone.
        }
    }

    /** Whether the process that a label describes has ended. Those of other pid namespaces cannot be judged. */
    private static boolean isLeftover(String process) {
        String[] words = process.split(" ");
        if (words.length != 3 || !words[0].equals(pidNamespace())) {
            return false;
        }
        return ProcessHandle.of(Long.parseLong(words[1]))
                .map(alive -> !describe(alive).equals(process))
                .orElse(true);
    }

    private static String describe(ProcessHandle process) {
        long startedMillis = process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
        return pidNamespace() + " " + process.pid() + " " + startedMillis;
    }

    private static String pidNamespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
