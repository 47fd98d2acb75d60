package dev.squall.world.docker.image;

import dev.squall.world.WorldException;
import dev.squall.world.docker.engine.DockerEngine;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Image of a server, built from Debian's packages with a Dockerfile. The Dockerfile takes its base as the argument
 * {@code BASE}, and may copy the harness's {@code apt.conf}.
 */
public final class ServerImage {

    private final RecipeImage images;

    /** @param progress receives a few words about each step that takes long */
    public ServerImage(DockerEngine engine, Consumer<String> progress) {
        this.images = new RecipeImage(engine, progress);
    }

    /**
     * Returns the name of the image. Builds the image if the engine does not have it.
     *
     * @param server first part of the image's name
     * @throws WorldException if the image cannot be built
     */
    public String ensure(String server, String dockerfile) {
        return ensure(server, dockerfile, Map.of());
    }

    /** Returns the name of the image, as {@link #ensure} does. The Dockerfile may copy {@code clock.c}. */
    public String ensureWithClock(String server, String dockerfile) {
        return ensure(server, dockerfile, Map.of(NodeImage.CLOCK, ImageRecipe.resource(NodeImage.CLOCK)));
    }

    /**
     * Returns the name of the image, as {@link #ensure(String, String)} does.
     *
     * @param copied other files that the Dockerfile copies, by path
     */
    public String ensure(String server, String dockerfile, Map<String, byte[]> copied) {
        byte[] content = dockerfile.getBytes(StandardCharsets.UTF_8);
        return images.ensure(ImageRecipe.of("squall-" + server, content, Map.of(), copied), "up to a minute or two");
    }
}
