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
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Copies the nodes' standard error from the engine to the run's folder. */
final class NodeLogs {

    private static final long SECONDS_MAX = 5;
    private static final long COPIED_BYTES_MAX = 32L << 20;
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

    /**
     * Copies files and folders of the node's container to the folder {@code logs} in the node's folder. A path that
     * does not exist is left out, and so are files above 32 MiB in total.
     */
    void copy(Pod pod, List<String> paths) {
        Path folder = settings.nodeFolder(pod.nodeId()).resolve("logs");
        long bytes = 0;
        for (String path : paths) {
            try (TarArchiveInputStream files = new TarArchiveInputStream(
                    client.copyArchiveFromContainerCmd(pod.containerId(), path).exec())) {
                for (TarArchiveEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
                    bytes += file.getSize();
                    if (file.isFile() && bytes <= COPIED_BYTES_MAX) {
                        Files.createDirectories(folder);
                        Files.write(folder.resolve(name(file)), files.readAllBytes());
                    }
                }
            } catch (IOException | RuntimeException e) {
                // The path is not there, or the engine cannot copy it. Losing a log must not cost the run its verdict.
            }
        }
    }

    /** Returns a plain file name, whatever the container says. */
    private static String name(TarArchiveEntry file) {
        String name = file.getName().replaceAll("[^A-Za-z0-9._-]", "_");
        return name.startsWith(".") ? "_" + name : name;
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
