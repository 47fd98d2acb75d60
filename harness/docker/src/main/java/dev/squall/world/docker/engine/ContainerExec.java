package dev.squall.world.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Frame;
import dev.squall.world.WorldException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Executor of commands in containers. Thread-safe. One shell in each container runs the commands, and lives as long as
 * the container. A command for another user runs in a separate process.
 */
public final class ContainerExec {

    private static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(10);

    private final DockerClient client;
    private final Map<String, ContainerShell> shells = new ConcurrentHashMap<>();

    public ContainerExec(DockerEngine engine) {
        this.client = engine.client();
    }

    /**
     * Runs a command and waits for its end. The command's words are not interpreted by a shell.
     *
     * @return the command's output
     * @throws WorldException if the command fails, or does not end in time
     */
    public String run(String containerId, List<String> command) {
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

    /** Exit code and output of a command. */
    public record Ended(long exitCode, String output) {}

    /**
     * Runs a command, waits for its end, and returns its exit code and output. The command's words are not interpreted
     * by a shell.
     *
     * @param user user that runs the command; empty for the container's own user
     * @throws WorldException if the command does not end in time
     */
    public Ended execute(String containerId, String user, List<String> command) {
        StringBuffer output = new StringBuffer();
        String execId = client.execCreateCmd(containerId)
                .withCmd(command.toArray(String[]::new))
                .withUser(user)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        ResultCallback.Adapter<Frame> collector = new ResultCallback.Adapter<>() {
            @Override
            public void onNext(Frame frame) {
                output.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
            }
        };
        try {
            if (!client.execStartCmd(execId).exec(collector).awaitCompletion(NANOS_MAX, TimeUnit.NANOSECONDS)) {
                throw failure(command, "has not ended within " + TimeUnit.NANOSECONDS.toSeconds(NANOS_MAX) + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(command, "was interrupted");
        }
        Long exitCode = client.inspectExecCmd(execId).exec().getExitCodeLong();
        if (exitCode == null) {
            throw failure(command, "has ended, and the engine does not know how");
        }
        return new Ended(exitCode, output.toString());
    }

    private ContainerShell shell(String containerId) {
        return shells.compute(
                containerId, (id, known) -> known == null || known.hasEnded() ? new ContainerShell(client, id) : known);
    }

    private static WorldException failure(List<String> command, String what) {
        return new WorldException("'" + String.join(" ", command) + "' in a container " + what);
    }
}
