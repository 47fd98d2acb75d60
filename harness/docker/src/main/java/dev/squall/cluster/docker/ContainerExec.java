package dev.squall.cluster.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import dev.squall.cluster.WorldException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs commands in containers. May be shared by threads. */
final class ContainerExec {

    private static final long SECONDS_MAX = 10;

    private final DockerClient client;

    ContainerExec(DockerEngine engine) {
        this.client = engine.client();
    }

    /**
     * Runs a command to its end as the container's own user; no shell looks at it.
     *
     * @return what it printed
     * @throws WorldException if it does not end soon, or not well
     */
    String run(String containerId, List<String> command) {
        Ended ended = execute(containerId, "", command);
        if (ended.exitCode() != 0) {
            throw failure(
                    command,
                    "ended with exit code " + ended.exitCode() + ": "
                            + ended.output().strip());
        }
        return ended.output();
    }

    /** How a command has ended, and what it has printed. */
    record Ended(long exitCode, String output) {}

    /**
     * Runs a command to its end, whatever that is; no shell looks at it.
     *
     * @param user as whom; empty for the container's own
     * @throws WorldException if it does not end soon
     */
    Ended execute(String containerId, String user, List<String> command) {
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
            if (!client.execStartCmd(execId).exec(collector).awaitCompletion(SECONDS_MAX, TimeUnit.SECONDS)) {
                throw failure(command, "has not ended within " + SECONDS_MAX + " s");
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

    private static WorldException failure(List<String> command, String what) {
        return new WorldException("'" + String.join(" ", command) + "' in a container " + what);
    }
}
