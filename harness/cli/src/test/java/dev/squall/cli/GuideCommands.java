package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs the commands of a guide, each of which stands on an indented line of its own, in a copy of the files that it
 * reads.
 */
final class GuideCommands {

    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private static final Pattern COMMAND =
            Pattern.compile("^ +\\./squall (.*?)(?: +# exit code (\\d+))?$", Pattern.MULTILINE);

    private final Path folder;

    /** @param folder an empty folder, in which the commands run */
    GuideCommands(Path folder) {
        this.folder = folder;
    }

    /** Copies folders of the project, given relative to its root. */
    void copy(List<String> folders) throws IOException {
        for (String each : folders) {
            copy(ROOT.resolve(each), folder.resolve(each));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /**
     * Runs the selected commands of a text and checks their exit codes, 0 if the text names no other.
     *
     * @return number of commands that were run
     */
    int run(String text, Predicate<String> selected) throws Exception {
        int count = 0;
        for (MatchResult command : COMMAND.matcher(text).results().toList()) {
            if (selected.test(command.group(1))) {
                run(command.group(1), command.group(2) == null ? 0 : Integer.parseInt(command.group(2)));
                count++;
            }
        }
        return count;
    }

    private void run(String arguments, int expected) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(Squall.words(arguments));
        try (ChildSquall squall = new ChildSquall(folder, new ProcessBuilder(command).directory(folder.toFile()))) {
            assertThat(squall.exitCode())
                    .as("squall %s printed: %s%s", arguments, squall.out(), squall.err())
                    .isEqualTo(expected);
        }
    }
}
