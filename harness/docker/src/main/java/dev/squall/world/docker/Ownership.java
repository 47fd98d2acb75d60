package dev.squall.world.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Map;

/**
 * Labels on all that a run makes in the engine, which tell the run and the harness's process. So {@link Leftovers} can
 * be told from what belongs to a harness that lives.
 *
 * @param run the run's name, unique in the engine
 * @param process the harness, as {@link HarnessProcess#label()} has it
 */
record Ownership(String run, String process) {

    static final String RUN_LABEL = "dev.squall.run";
    static final String PROCESS_LABEL = "dev.squall.process";

    /** For what this process makes for a run. */
    static Ownership ofThisProcess(String run) {
        return new Ownership(run, HarnessProcess.current().label());
    }

    Map<String, String> labels() {
        return Map.of(RUN_LABEL, run, PROCESS_LABEL, process);
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
}
