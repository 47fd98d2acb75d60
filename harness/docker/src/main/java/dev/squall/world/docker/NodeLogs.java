package dev.squall.world.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import dev.squall.world.docker.engine.DockerEngine;
import dev.squall.world.realtime.RealTimeSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Copies the nodes' standard error from the engine to the run's folder. */
final class NodeLogs {

    private static final long SECONDS_MAX = 5;
    private static final int LINES_MAX = 100_000;

    private final DockerClient client;
    private final RealTimeSettings settings;

    NodeLogs(DockerEngine engine, RealTimeSettings settings) {
        this.client = engine.client();
        this.settings = settings;
    }

    /**
     * Writes the log of all lives of the node so far. If the engine cannot return the log, the written file contains
     * the error.
     */
    void collect(Pod pod) {
        Path file = settings.logFile(pod.nodeId());
        try {
            Files.write(file, read(pod));
        } catch (IOException e) {
            // The log cannot be written because the run's folder is gone or full. Losing a log must not cost the run
            // its verdict.
        }
    }

    private byte[] read(Pod pod) {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try {
            client.logContainerCmd(pod.containerId())
                    .withStdOut(true)
                    .withStdErr(true)
                    .withTail(LINES_MAX)
                    .exec(new ResultCallback.Adapter<Frame>() {
                        @Override
                        public void onNext(Frame frame) {
                            log.writeBytes(frame.getPayload());
                        }
                    })
                    .awaitCompletion(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.writeBytes(("the engine cannot tell: " + DockerEngine.reason(e) + "\n").getBytes());
        }
        return log.toByteArray();
    }
}
