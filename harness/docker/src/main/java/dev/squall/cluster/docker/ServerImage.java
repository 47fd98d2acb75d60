package dev.squall.cluster.docker;

import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.squall.cluster.WorldException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The image of a server, made of Debian's packages as a Dockerfile says, which takes its base as the argument {@code
 * BASE}. It is named after its Dockerfile, so that it is built once, and again when that has changed.
 */
public final class ServerImage {

    private static final int HASH_DIGITS = 16;

    private final DockerEngine engine;
    private final Consumer<String> progress;

    /** @param progress is told in a few words of whatever takes long */
    public ServerImage(DockerEngine engine, Consumer<String> progress) {
        this.engine = engine;
        this.progress = progress;
    }

    /**
     * The name of the image, which is built if the engine does not have it.
     *
     * @param server the first part of the image's name
     * @throws WorldException if it cannot be built
     */
    public String ensure(String server, String dockerfile) {
        String image = "squall-" + server + ":" + hash(dockerfile);
        try {
            engine.client().inspectImageCmd(image).exec();
        } catch (NotFoundException e) {
            build(image, dockerfile);
        }
        return image;
    }

    private void build(String image, String dockerfile) {
        String base = new BaseImage(engine.client(), progress).ensure();
        progress.accept("building " + image + " of Debian's packages, which takes up to a minute or two");
        try {
            Path context = Files.createTempDirectory("squall-image");
            Path file = context.resolve("Dockerfile");
            try {
                Files.writeString(file, dockerfile);
                engine.client()
                        .buildImageCmd(context.toFile())
                        .withTags(Set.of(image))
                        .withBuildArg("BASE", base)
                        .exec(new BuildImageResultCallback())
                        .awaitImageId();
            } finally {
                Files.deleteIfExists(file);
                Files.delete(context);
            }
        } catch (IOException e) {
            throw new WorldException("the build of image " + image + " cannot be prepared: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new WorldException(
                    "image " + image + " cannot be built on " + base + ": " + DockerEngine.reason(e)
                            + "; the build needs Debian's packages by network",
                    e);
        }
    }

    private static String hash(String dockerfile) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(dockerfile.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java machine has SHA-256", e);
        }
    }
}
