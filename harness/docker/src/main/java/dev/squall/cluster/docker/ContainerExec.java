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
     * Runs a command to its end; no shell looks at it.
     *
     * @return what it printed
     * @throws WorldException if it does not end soon, or not well
     */
    String run(String containerId, List<String> command) {
        StringBuffer output = new StringBuffer();
        String execId = client.execCreateCmd(containerId)
                .withCmd(command.toArray(String[]::new))
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
        if (exitCode == null || exitCode != 0) {
            throw failure(
                    command,
                    "ended with exit code " + exitCode + ": "
                            + output.toString().strip());
        }
        return output.toString();
    }

    private static WorldException failure(List<String> command, String what) {
        return new WorldException("'" + String.join(" ", command) + "' in a container " + what);
    }
}
