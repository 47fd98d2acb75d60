package dev.squall.world.docker.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A temporary folder for a build. The folder's name identifies the harness, so that the folder can be removed if the
 * harness was killed.
 */
public final class WorkFolder implements AutoCloseable {

    private static final Path PARENT = Path.of(System.getProperty("java.io.tmpdir"));
    private static final String PREFIX = "squall-build-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d+)-(\\d+)-(\\d+)-\\d+");
    private static final String NAMESPACE_FORMAT = "pid:[%s]";

    private final Path path;

    private WorkFolder(Path path) {
        this.path = path;
    }

    public static WorkFolder create() throws IOException {
        return new WorkFolder(Files.createTempDirectory(PARENT, prefix(HarnessProcess.current())));
    }

    static String prefix(HarnessProcess process) {
        String namespace = process.pidNamespace().replaceAll("\\D", "");
        return PREFIX + (namespace.isEmpty() ? "0" : namespace) + "-" + process.pid() + "-" + process.startMillis()
                + "-";
    }

    /** Creates a folder inside the work folder. */
    public Path folder(String name) throws IOException {
        return Files.createDirectory(path.resolve(name));
    }

    public Path path() {
        return path;
    }

    /**
     * Removes the work folders of harnesses that have ended, except those of other users.
     *
     * @return the removed folders
     */
    static List<Path> removeLeftovers() throws IOException {
        List<Path> removed = new ArrayList<>();
        for (Path folder : all()) {
            Matcher name = NAME.matcher(folder.getFileName().toString());
            if (name.matches() && owner(name).isDead() && Files.isWritable(folder)) {
                delete(folder);
                removed.add(folder);
            }
        }
        return removed;
    }

    private static HarnessProcess owner(Matcher name) {
        return new HarnessProcess(
                NAMESPACE_FORMAT.formatted(name.group(1)),
                Long.parseLong(name.group(2)),
                Long.parseLong(name.group(3)));
    }

    private static List<Path> all() throws IOException {
        try (Stream<Path> entries = Files.list(PARENT)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(PREFIX))
                    .sorted()
                    .toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // Another harness is removing the folder.
        }
    }

    @Override
    public void close() throws IOException {
        delete(path);
    }
}
