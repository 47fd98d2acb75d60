package dev.squall.world.docker.image;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.BuildResponseItem;
import dev.squall.world.docker.engine.WorkFolder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Build of one image by the engine, from a folder with a Dockerfile. The engine's output is kept for error messages.
 */
final class ImageBuild {

    /** Label on all images that the harness builds. Images built on these images inherit the label. */
    static final String LABEL = "dev.squall.image";

    private static final int LAST_LINES = 10;
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final long MINUTES_MAX = 15;

    private final DockerClient client;
    private final String image;
    private final Map<String, String> arguments;
    private final StringBuffer output = new StringBuffer();

    /** @param arguments build arguments of the Dockerfile */
    ImageBuild(DockerClient client, String image, Map<String, String> arguments) {
        this.client = client;
        this.image = image;
        this.arguments = arguments;
    }

    /**
     * Builds the image, and leaves no container behind even if the build fails.
     *
     * @param work folder for the archive of the build's context
     * @throws DockerException if the image cannot be built
     */
    void run(Path folder, WorkFolder work) throws IOException {
        Path archive = work.path().resolve("context.tar");
        archive(folder, archive);
        try (InputStream in = Files.newInputStream(archive)) {
            BuildImageCmd build =
                    client.buildImageCmd(in).withTags(Set.of(image)).withForcerm(true);
            arguments.forEach(build::withBuildArg);
            build.exec(new BuildImageResultCallback() {
                        @Override
                        public void onNext(BuildResponseItem item) {
                            if (item.getStream() != null) {
                                output.append(item.getStream());
                            }
                            super.onNext(item);
                        }
                    })
                    .awaitImageId(MINUTES_MAX, TimeUnit.MINUTES);
        }
    }

    /**
     * Archives the build's context into the work folder. The archives of docker-java are not used: after a kill of the
     * harness, their owner would be unknown.
     */
    private static void archive(Path folder, Path archive) throws IOException {
        try (Stream<Path> walk = Files.walk(folder);
                TarArchiveOutputStream tar =
                        new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(archive)))) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                tar.putArchiveEntry(
                        new TarArchiveEntry(file, folder.relativize(file).toString()));
                Files.copy(file, tar);
                tar.closeArchiveEntry();
            }
        }
    }

    /**
     * Returns the engine's last lines, each after a line break and indented. Returns an empty text if the engine
     * printed nothing.
     */
    String lastLines() {
        List<String> lines = COLOURS.matcher(output)
                .replaceAll("")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).stream()
                .map(line -> "\n  " + line)
                .collect(Collectors.joining());
    }
}
