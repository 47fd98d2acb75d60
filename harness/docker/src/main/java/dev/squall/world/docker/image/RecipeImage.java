package dev.squall.world.docker.image;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.squall.world.WorldException;
import dev.squall.world.docker.engine.DockerEngine;
import dev.squall.world.docker.engine.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Builder of images from recipes, for images that the engine does not have. */
final class RecipeImage {

    private final DockerClient client;
    private final Consumer<String> progress;

    /** @param progress receives a few words about each step that takes long */
    RecipeImage(DockerEngine engine, Consumer<String> progress) {
        this.client = engine.client();
        this.progress = progress;
    }

    /**
     * Returns the name of the image. Builds the image if the engine does not have it.
     *
     * @param patience the usual duration of a build, in words
     * @throws WorldException if the image cannot be built
     */
    String ensure(ImageRecipe recipe, String patience) {
        String image = recipe.image();
        try {
            client.inspectImageCmd(image).exec();
        } catch (NotFoundException e) {
            build(image, recipe, patience);
        }
        return image;
    }

    private void build(String image, ImageRecipe recipe, String patience) {
        String base = new BaseImage(client, progress).ensure();
        progress.accept("building " + image + ", which takes " + patience + " the first time");
        Map<String, String> arguments = new TreeMap<>(recipe.arguments());
        arguments.put("BASE", base);
        ImageBuild build = new ImageBuild(client, image, arguments);
        try (WorkFolder work = WorkFolder.create()) {
            Path context = work.folder("context");
            recipe.writeTo(context);
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
}
