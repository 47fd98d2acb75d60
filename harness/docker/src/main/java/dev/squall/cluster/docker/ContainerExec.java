package dev.squall.cluster.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import dev.squall.cluster.WorldException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Runs commands in containers, by one shell in each that lasts as long as the container. May be shared by threads. */
final class ContainerExec {

    private static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(10);

    private final DockerClient client;
    private final Map<String, ContainerShell> shells = new ConcurrentHashMap<>();

    ContainerExec(DockerEngine engine) {
        this.client = engine.client();
    }

    /**
     * Runs a command to its end; its words are taken as they are.
     *
     * @return what it printed
     * @throws WorldException if it does not end soon, or not well
     */
    String run(String containerId, List<String> command) {
        try {
            ContainerShell.Result result = shell(containerId).run(command, NANOS_MAX);
            if (result.exitCode() != 0) {
                throw failure(
                        command,
                        "ended with exit code " + result.exitCode() + ": "
                                + result.output().strip());
            }
            return result.output();
        } catch (IOException | DockerException e) {
            throw failure(command, "cannot be run: " + DockerEngine.reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(command, "was interrupted");
        }
    }

    private ContainerShell shell(String containerId) {
        return shells.compute(
                containerId, (id, known) -> known == null || known.hasEnded() ? new ContainerShell(client, id) : known);
    }

    private static WorldException failure(List<String> command, String what) {
        return new WorldException("'" + String.join(" ", command) + "' in a container " + what);
    }
}
