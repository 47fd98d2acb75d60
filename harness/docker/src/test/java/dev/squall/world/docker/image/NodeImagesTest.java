package dev.squall.world.docker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.world.docker.Engines;
import dev.squall.world.docker.engine.DockerEngine;
import dev.squall.world.docker.engine.Ownership;
import dev.squall.world.docker.engine.WorkFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests images without content, in a repository and with a label for this test. */
@Timeout(120)
class NodeImagesTest {

    private final String repository = "squall-test-" + UUID.randomUUID();
    private DockerEngine engine;
    private NodeImages images;

    @BeforeEach
    void connect() {
        engine = Engines.connectOrSkip();
        images = new NodeImages(engine, repository, repository);
    }

    @AfterEach
    void removeAll() {
        if (engine != null) {
            images.pruneAll();
            engine.close();
        }
    }

    private String build(String name) throws Exception {
        try (WorkFolder work = WorkFolder.create()) {
            Path context = work.folder("context");
            Files.writeString(
                    context.resolve("Dockerfile"),
                    "FROM scratch\nLABEL " + repository + "=" + UUID.randomUUID() + "\nCMD [\"/none\"]\n");
            new ImageBuild(engine.client(), name, Map.of()).run(context, work);
        }
        return name;
    }

    @Test
    void pruningKeepsCurrentImageAndBase() throws Exception {
        String base = build(repository + "-base:bookworm");
        String earlier = build(repository + ":1");
        String current = build(repository + ":2");
        assertThat(images.list()).extracting(NodeImages.Entry::name).containsExactlyInAnyOrder(base, earlier, current);

        NodeImages.Pruning pruning = images.prune(current);

        assertThat(pruning.removed()).containsExactly(earlier);
        assertThat(pruning.inUse()).isEmpty();
        assertThat(images.list()).extracting(NodeImages.Entry::name).containsExactlyInAnyOrder(base, current);
    }

    @Test
    void imageInUseStays() throws Exception {
        String used = build(repository + ":1");
        String container = engine.client().createContainerCmd(used).exec().getId();
        try {
            assertThat(images.prune(repository + ":none").inUse()).containsExactly(used);
            assertThat(images.list()).extracting(NodeImages.Entry::name).containsExactly(used);
        } finally {
            Ownership.removeContainer(engine.client(), container);
        }
    }

    @Test
    void untaggedImagesOfBuildsAreRemoved() throws Exception {
        String name = build(repository + ":1");
        build(name);
        assertThat(images.list()).hasSize(2);

        assertThat(images.prune(name).removed()).hasSize(1).allMatch(it -> it.startsWith("sha256:"));
        assertThat(images.list()).extracting(NodeImages.Entry::name).containsExactly(name);
    }

    @Test
    void failedBuildReportsTheEnginesLastWords() throws Exception {
        String base = build(repository + ":1");
        try (WorkFolder work = WorkFolder.create()) {
            Path context = work.folder("context");
            Files.writeString(context.resolve("Dockerfile"), "FROM " + base + "\nRUN [\"/none\"]\n");
            ImageBuild build = new ImageBuild(engine.client(), repository + ":2", Map.of());

            assertThatThrownBy(() -> build.run(context, work)).isInstanceOf(RuntimeException.class);

            assertThat(build.lastLines()).contains("\n  Step 2/2 : RUN [\"/none\"]");
        }
        assertThat(engine.client()
                        .listContainersCmd()
                        .withShowAll(true)
                        .withAncestorFilter(List.of(base))
                        .exec())
                .isEmpty();
    }

    @Test
    void pruneAllRemovesAll() throws Exception {
        build(repository + "-base:bookworm");
        build(repository + ":1");

        assertThat(images.pruneAll().removed()).hasSize(2);
        assertThat(images.list()).isEmpty();
    }
}
