package dev.squall.world.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Map;

/**
 * Labels on all containers, volumes and networks of a run. The labels name the run and the harness's process. {@link
 * Leftovers} uses the labels to distinguish items of an ended harness from those of a running one.
 *
 * @param run name of the run, unique in the engine
 * @param process the harness's process, in the form of {@link HarnessProcess#label()}
 */
public record Ownership(String run, String process) {

    public static final String RUN_LABEL = "dev.squall.run";
    static final String PROCESS_LABEL = "dev.squall.process";

    /** Returns the labels of a run of this process. */
    public static Ownership ofThisProcess(String run) {
        return new Ownership(run, HarnessProcess.current().label());
    }

    public Map<String, String> labels() {
        return Map.of(RUN_LABEL, run, PROCESS_LABEL, process);
    }

    public static void removeContainer(DockerClient client, String id) {
        try {
            client.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException | ConflictException e) {
            // The container is gone, or another run is removing it.
        }
    }

    public static void removeVolume(DockerClient client, String name) {
        try {
            client.removeVolumeCmd(name).exec();
        } catch (NotFoundException | ConflictException e) {
            // The volume is gone, or used by a container that is being removed.
        }
    }

    public static void removeNetwork(DockerClient client, String id) {
        try {
            client.removeNetworkCmd(id).exec();
        } catch (NotFoundException e) {
            // The network is gone.
        }
    }
}
