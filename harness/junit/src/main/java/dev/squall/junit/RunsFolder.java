package dev.squall.junit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where runs are kept if nobody says where: in the folder that the build itself cleans. */
public final class RunsFolder {

    private static final String NAME = "squall-runs";

    /** The folder of each build tool's outputs, by the files that it is known by. */
    private static final List<Map.Entry<String, String>> OUTPUTS = List.of(
            Map.entry("pom.xml", "target"), Map.entry("build.gradle", "build"), Map.entry("build.gradle.kts", "build"));

    private RunsFolder() {}

    static Path usual() {
        return in(Path.of("").toAbsolutePath());
    }

    /** In the project in this folder. */
    static Path in(Path project) {
        return OUTPUTS.stream()
                .filter(entry -> Files.exists(project.resolve(entry.getKey())))
                .findFirst()
                .map(entry -> project.resolve(entry.getValue()))
                .orElse(project)
                .resolve(NAME);
    }
}
