package dev.squall.cluster.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.squall.cluster.WorldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The image that the nodes' image is built on: Debian's, from a registry; where none can be reached, one made of
 * Debian's packages by debootstrap.
 */
final class BaseImage {

    private static final String REGISTRY_IMAGE = "debian";
    private static final String REGISTRY_TAG = "bookworm-slim";
    private static final String OWN_IMAGE = "squall-base";
    private static final String OWN_TAG = "bookworm";
    private static final long PULL_SECONDS_MAX = 120;

    private final DockerClient client;
    private final Consumer<String> progress;

    BaseImage(DockerClient client, Consumer<String> progress) {
        this.client = client;
        this.progress = progress;
    }

    /**
     * The name of the base, which is made or fetched if the engine does not have it.
     *
     * @throws WorldException if there is no way
     */
    String ensure() {
        if (isPresent(OWN_IMAGE + ":" + OWN_TAG)) {
            return OWN_IMAGE + ":" + OWN_TAG;
        }
        String fromRegistry = REGISTRY_IMAGE + ":" + REGISTRY_TAG;
        if (isPresent(fromRegistry) || pull()) {
            return fromRegistry;
        }
        bootstrap();
        return OWN_IMAGE + ":" + OWN_TAG;
    }

    private boolean isPresent(String image) {
        try {
            client.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private boolean pull() {
        progress.accept("fetching " + REGISTRY_IMAGE + ":" + REGISTRY_TAG);
        try {
            return client.pullImageCmd(REGISTRY_IMAGE)
                    .withTag(REGISTRY_TAG)
                    .start()
                    .awaitCompletion(PULL_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (RuntimeException e) {
            progress.accept("no registry (" + DockerEngine.reason(e) + ")");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorldException("interrupted while fetching an image", e);
        }
    }

    private void bootstrap() {
        progress.accept("making a base image of Debian's packages by debootstrap, which takes a minute or two");
        try {
            Path folder = Files.createTempDirectory("squall-base");
            try {
                run(List.of("debootstrap", "--variant=minbase", OWN_TAG, folder.toString()));
                importFolder(folder);
            } finally {
                run(List.of("rm", "-rf", "--one-file-system", folder.toString()));
            }
        } catch (IOException e) {
            throw new WorldException(
                    "no base image can be made: no registry has " + REGISTRY_IMAGE + ":" + REGISTRY_TAG + ", and "
                            + e.getMessage() + "; as root, install debootstrap, or import an image as " + OWN_IMAGE
                            + ":" + OWN_TAG,
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorldException("interrupted while making an image", e);
        }
    }

    /** By a build, as the engine unpacks an archive there too. */
    private void importFolder(Path folder) throws IOException, InterruptedException {
        Path context = Files.createTempDirectory("squall-image");
        try {
            Path archive = context.resolve("base.tar");
            run(List.of("tar", "-C", folder.toString(), "--exclude=./var/cache/apt/*", "-cf", archive.toString(), "."));
            Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nADD base.tar /\n");
            client.buildImageCmd(context.toFile())
                    .withTags(Set.of(OWN_IMAGE + ":" + OWN_TAG))
                    .exec(new BuildImageResultCallback())
                    .awaitImageId();
        } catch (RuntimeException e) {
            throw new IOException("the engine does not take it (" + DockerEngine.reason(e) + ")", e);
        } finally {
            run(List.of("rm", "-rf", context.toString()));
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("'" + String.join(" ", command) + "' ended with " + process.exitValue());
        }
    }
}
