package dev.squall.world.docker.image;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.squall.world.WorldException;
import dev.squall.world.docker.engine.DockerEngine;
import dev.squall.world.docker.engine.HostCommand;
import dev.squall.world.docker.engine.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Base image of the nodes' image: Debian's, from a registry. If no registry can be reached, debootstrap creates the
 * image from Debian's packages.
 */
final class BaseImage {

    private static final String REGISTRY_IMAGE = "debian";
    private static final String REGISTRY_TAG = "bookworm-slim";
    /** Digest of the tag's content in August 2026. If a registry moves the tag, the new content is rejected. */
    private static final String REGISTRY_DIGEST =
            "sha256:88200866dfff7ea7f5cbcb6ec7c8a701889efe6fe859fe64d6990e4b07ea4171";

    static final String OWN_IMAGE = "squall-base";
    private static final String OWN_TAG = "bookworm";
    private static final long PULL_SECONDS_MAX = 120;

    private final DockerClient client;
    private final Consumer<String> progress;

    BaseImage(DockerClient client, Consumer<String> progress) {
        this.client = client;
        this.progress = progress;
    }

    /**
     * Returns the name of the base image. Fetches or creates the image if the engine does not have it.
     *
     * @throws WorldException if the image can be neither fetched nor created
     */
    String ensure() {
        if (isPresent(OWN_IMAGE + ":" + OWN_TAG)) {
            return OWN_IMAGE + ":" + OWN_TAG;
        }
        String ofTheUser = REGISTRY_IMAGE + ":" + REGISTRY_TAG;
        if (isPresent(ofTheUser)) {
            return ofTheUser;
        }
        String pinned = REGISTRY_IMAGE + "@" + REGISTRY_DIGEST;
        if (isPresent(pinned) || pull()) {
            return pinned;
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
                    .withTag(REGISTRY_DIGEST)
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
        try (WorkFolder work = WorkFolder.create()) {
            Path tree = work.folder("tree");
            Path context = work.folder("context");
            HostCommand.run(isolated("debootstrap", "--variant=minbase", OWN_TAG, tree.toString()));
            String archive = context.resolve("base.tar").toString();
            HostCommand.run(List.of("tar", "-C", tree.toString(), "--exclude=./var/cache/apt/*", "-cf", archive, "."));
            // Imports the image by a build, because builds unpack archives on every engine.
            Files.writeString(
                    context.resolve("Dockerfile"),
                    "FROM scratch\nLABEL " + ImageBuild.LABEL + "=base\nADD base.tar /\n");
            new ImageBuild(client, OWN_IMAGE + ":" + OWN_TAG, Map.of()).run(context, work);
        } catch (IOException | DockerException e) {
            throw new WorldException(
                    "no base image can be made: no registry has " + REGISTRY_IMAGE + ":" + REGISTRY_TAG + ", and "
                            + DockerEngine.complaint(
                                    e,
                                    "",
                                    "as root, install debootstrap, or import an image as " + OWN_IMAGE + ":" + OWN_TAG),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorldException("interrupted while making an image", e);
        }
    }

    /**
     * Returns a command that is killed when the harness ends for any reason. The command's mounts are removed too, so
     * that its folder can be deleted.
     */
    private static List<String> isolated(String... command) {
        List<String> isolated =
                new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "unshare", "--mount", "--pid", "--fork"));
        isolated.addAll(List.of("--mount-proc", "--kill-child", "--"));
        isolated.addAll(List.of(command));
        return isolated;
    }
}
