package dev.squall.cluster.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.BuildResponseItem;
import dev.squall.cluster.WorldException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The image of a program's nodes: a Java runtime, the program, and what filters packets. It is named after its content,
 * so that it is built once, and again when the content has changed.
 */
public final class NodeImage {

    private static final String NAME = "squall-node";
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
        String image = NAME + ":" + libraries.hash(concatenated(resource(DOCKERFILE), resource(CLOCK)));
        try {
            client.inspectImageCmd(image).exec();
        } catch (NotFoundException e) {
            build(image, libraries);
        }
        return image;
    }

    private void build(String image, Libraries libraries) {
        String base = new BaseImage(client, progress).ensure();
        progress.accept("building " + image + ", which takes half a minute the first time");
        try {
            Path context = Files.createTempDirectory("squall-image");
            try {
                Files.write(context.resolve(DOCKERFILE), resource(DOCKERFILE));
                Files.write(context.resolve(CLOCK), resource(CLOCK));
                libraries.writeTo(Files.createDirectory(context.resolve("lib")));
                build(image, base, context, libraries);
            } finally {
                delete(context);
            }
        } catch (IOException e) {
            throw new WorldException("the build of image " + image + " cannot be prepared: " + e.getMessage(), e);
        }
    }

    private void build(String image, String base, Path context, Libraries libraries) {
        StringBuilder output = new StringBuilder();
        try {
            client.buildImageCmd(context.toFile())
                    .withTags(Set.of(image))
                    .withBuildArg("BASE", base)
                    .withBuildArg("CLASS_PATH", libraries.classPath())
                    .withBuildArg("PROGRAM", libraries.programName())
                    .exec(new BuildImageResultCallback() {
                        @Override
                        public void onNext(BuildResponseItem item) {
                            if (item.getStream() != null) {
                                output.append(item.getStream());
                            }
                            super.onNext(item);
                        }
                    })
                    .awaitImageId();
        } catch (RuntimeException e) {
            throw new WorldException(
                    "image " + image + " cannot be built on " + base + ": " + DockerEngine.reason(e)
                            + "; the build needs Debian's packages by network. Its last lines:\n" + tail(output),
                    e);
        }
    }

    private static String tail(StringBuilder output) {
        List<String> lines = output.toString().lines().toList();
        return "  " + String.join("\n  ", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
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

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
