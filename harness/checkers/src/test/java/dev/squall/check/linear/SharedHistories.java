package dev.squall.check.linear;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.squall.check.Validity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Histories that others recorded, in a folder beside the project; a test that needs them is skipped without it. */
final class SharedHistories {

    /** A recorded history and the verdict that independent checkers agree on. */
    record Recorded(String name, Path file, Validity verdict) {}

    private SharedHistories() {}

    /** The recorded histories whose names begin so. */
    static List<Recorded> named(String prefix) throws IOException {
        Path folder = folder();
        assumeTrue(
                Files.isRegularFile(folder.resolve("verdicts.tsv")),
                "the recorded histories are not at " + folder + "; -Dsquall.histories=FOLDER names another place");
        List<Recorded> recorded = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("verdicts.tsv"))) {
            String[] fields = line.split("\t");
            if (fields[0].startsWith(prefix)) {
                Validity verdict = Validity.valueOf(fields[3].toUpperCase(Locale.ROOT));
                recorded.add(new Recorded(fields[0], folder.resolve(fields[0]), verdict));
            }
        }
        return recorded;
    }

    private static Path folder() {
        String property = System.getProperty("squall.histories");
        return property != null
                ? Path.of(property)
                : Path.of("..", "..", "..", "shared", "histories")
                        .toAbsolutePath()
                        .normalize();
    }
}
