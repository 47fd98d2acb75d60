package dev.squall.junit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Default folder for runs, inside the output folder of the build, which the build itself cleans. */
final class RunsFolder {

    private static final String NAME = "squall-runs";

    /** Output folders of build tools, by the names of their build files. */
    private static final List<Map.Entry<String, String>> OUTPUTS = List.of(
            Map.entry("pom.xml", "target"), Map.entry("build.gradle", "build"), Map.entry("build.gradle.kts", "build"));

    private RunsFolder() {}

    static Path usual() {
        return in(Path.of("").toAbsolutePath());
    }

    /** Returns the default folder for runs of a project. */
    static Path in(Path project) {
        return OUTPUTS.stream()
                .filter(entry -> Files.exists(project.resolve(entry.getKey())))
                .findFirst()
                .map(entry -> project.resolve(entry.getValue()))
                .orElse(project)
                .resolve(NAME);
    }
}
