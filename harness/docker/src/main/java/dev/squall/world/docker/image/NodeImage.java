package dev.squall.world.docker.image;

import dev.squall.world.WorldException;
import dev.squall.world.docker.engine.DockerEngine;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The image of a program's nodes: a Java runtime, the program, and the packet filter. */
public final class NodeImage {

    static final String NAME = "squall-node";
    private static final String DOCKERFILE = "Dockerfile";
    static final String CLOCK = "clock.c";

    private final RecipeImage images;

    /** @param progress receives a few words about each step that takes long */
    public NodeImage(DockerEngine engine, Consumer<String> progress) {
        this.images = new RecipeImage(engine, progress);
    }

    /**
     * Returns the name of the image with these libraries. Builds the image if the engine does not have it.
     *
     * @throws WorldException if the image cannot be built
     */
    public String ensure(Libraries libraries) {
        return images.ensure(recipe(libraries), "half a minute");
    }

    /** Returns the name of the image with these libraries, even if the engine does not have it. */
    public static String name(Libraries libraries) {
        return recipe(libraries).image();
    }

    private static ImageRecipe recipe(Libraries libraries) {
        Map<String, byte[]> copied = new TreeMap<>(libraries.files());
        copied.put(CLOCK, ImageRecipe.resource(CLOCK));
        return ImageRecipe.of(
                NAME,
                ImageRecipe.resource(DOCKERFILE),
                Map.of("CLASS_PATH", libraries.classPath(), "PROGRAM", libraries.programName()),
                copied);
    }
}
