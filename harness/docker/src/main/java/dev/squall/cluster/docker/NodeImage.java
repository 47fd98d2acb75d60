package dev.squall.cluster.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.squall.cluster.WorldException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The image of a program's nodes: a Java runtime, the program, and what filters packets. It is named after its content,
 * so that it is built once, and again when the content has changed.
 */
public final class NodeImage {

    static final String NAME = "squall-node";
    private static final String DOCKERFILE = "Dockerfile";
    private static final String CLOCK = "clock.c";

    private final DockerClient client;
    private final Consumer<String> progress;

    /** @param progress is told in a few words of whatever takes long */
    public NodeImage(DockerEngine engine, Consumer<String> progress) {
        this.client = engine.client();
        this.progress = progress;
    }

    /**
     * The name of the image with these libraries, which is built if the engine does not have it.
     *
     * @throws WorldException if it cannot be built
     */
    public String ensure(Libraries libraries) {
        String image = name(libraries);
        if (!isPresent(image)) {
            build(image, libraries);
        }
        return image;
    }

    /** The name of the image with these libraries, whether the engine has it or not. */
    public static String name(Libraries libraries) {
        return NAME + ":" + libraries.hash(concatenated(resource(DOCKERFILE), resource(CLOCK)));
    }

    private boolean isPresent(String image) {
        try {
            client.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private void build(String image, Libraries libraries) {
        String base = new BaseImage(client, progress).ensure();
        progress.accept("building " + image + ", which takes half a minute the first time");
        Map<String, String> arguments =
                Map.of("BASE", base, "CLASS_PATH", libraries.classPath(), "PROGRAM", libraries.programName());
        ImageBuild build = new ImageBuild(client, image, arguments);
        try (WorkFolder work = WorkFolder.create()) {
            Path context = work.folder("context");
            Files.write(context.resolve(DOCKERFILE), resource(DOCKERFILE));
            Files.write(context.resolve(CLOCK), resource(CLOCK));
            libraries.writeTo(Files.createDirectory(context.resolve("lib")));
            build.run(context, work);
        } catch (IOException e) {
            throw new WorldException("the build of image " + image + " cannot be prepared: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new WorldException(
                    "image " + image + " cannot be built on " + base + ": "
                            + DockerEngine.complaint(e, build.lastLines(), "the build's last lines say why")
                            + build.lastLines(),
                    e);
        }
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private static byte[] resource(String name) {
        try (InputStream in = NodeImage.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new WorldException("the harness's own " + name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
