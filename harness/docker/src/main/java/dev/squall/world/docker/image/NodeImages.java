package dev.squall.world.docker.image;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Image;
import dev.squall.world.WorldException;
import dev.squall.world.docker.engine.DockerEngine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The images that the harness has built: base images, and node images of the current and of earlier content. */
public final class NodeImages {

    private final DockerClient client;
    private final String repository;
    private final String label;

    /** @param engine connection to the engine, which is not closed */
    public NodeImages(DockerEngine engine) {
        this(engine, NodeImage.NAME, ImageBuild.LABEL);
    }

    NodeImages(DockerEngine engine, String repository, String label) {
        this.client = engine.client();
        this.repository = repository;
        this.label = label;
    }

    /**
     * An image in the engine.
     *
     * @param name name with tag; the id of an untagged image, which is the cache of a build
     * @param bytes size in bytes, including layers shared with other images
     */
    public record Entry(String name, Instant created, long bytes) {}

    /**
     * Result of removing images.
     *
     * @param inUse images that were not removed, because containers use them
     */
    public record Pruning(List<String> removed, List<String> inUse) {}

    /** Returns all images, newest first. */
    public List<Entry> list() {
        try {
            return client.listImagesCmd().exec().stream()
                    .filter(this::isOurs)
                    .flatMap(image -> names(image).stream()
                            .map(name -> new Entry(name, Instant.ofEpochSecond(image.getCreated()), image.getSize())))
                    .sorted(Comparator.comparing(Entry::created).reversed().thenComparing(Entry::name))
                    .toList();
        } catch (DockerException e) {
            throw new WorldException("the images cannot be listed: " + DockerEngine.reason(e), e);
        }
    }

    private boolean isOurs(Image image) {
        boolean labelled = image.getLabels() != null && image.getLabels().containsKey(label);
        return labelled || names(image).stream().anyMatch(this::isNodes);
    }

    private boolean isNodes(String name) {
        return name.startsWith(repository + ":");
    }

    private static List<String> names(Image image) {
        List<String> tags = image.getRepoTags() == null ? List.of() : Arrays.asList(image.getRepoTags());
        List<String> names =
                tags.stream().filter(tag -> !tag.startsWith("<none>")).toList();
        return names.isEmpty() ? List.of(image.getId()) : names;
    }

    /**
     * Removes the node images except the current one, and the untagged images of builds.
     *
     * @param current name of the image to keep
     */
    public Pruning prune(String current) {
        return remove(list().stream()
                .map(Entry::name)
                .filter(name -> !name.equals(current) && (isNodes(name) || isUntagged(name)))
                .toList());
    }

    /**
     * Removes all images that the harness has built, so that the next run builds them anew. Fetched and imported images
     * are kept.
     */
    public Pruning pruneAll() {
        return remove(list().stream().map(Entry::name).toList());
    }

    private static boolean isUntagged(String name) {
        return name.startsWith("sha256:");
    }

    private Pruning remove(List<String> names) {
        Pruning pruning = new Pruning(new ArrayList<>(), new ArrayList<>());
        for (String name : names) {
            try {
                client.removeImageCmd(name).exec();
                pruning.removed().add(name);
            } catch (NotFoundException e) {
                // The image was removed together with an image built on it.
            } catch (ConflictException e) {
                pruning.inUse().add(name);
            } catch (DockerException e) {
                throw new WorldException("image " + name + " cannot be removed: " + DockerEngine.reason(e), e);
            }
        }
        return pruning;
    }
}
