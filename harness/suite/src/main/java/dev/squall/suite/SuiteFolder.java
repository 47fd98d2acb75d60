package dev.squall.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.squall.run.FileProblem;
import dev.squall.world.WorldException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Folder of one suite run: {@code <runs>/suites/<suite>/<time>-<master seed>[-<shard>]/}. An open folder is locked
 * against other processes.
 */
public final class SuiteFolder implements AutoCloseable {

    public static final String SUMMARY_FILE = "summary.json";
    public static final String MARKDOWN_FILE = "summary.md";

    /** Violations in SARIF, for GitHub's code scanning. */
    public static final String SARIF_FILE = "violations.sarif";

    public static final String JUNIT_FOLDER = "junit";
    public static final String IDENTITY_FILE = "identity.json";
    public static final String RUNS_FOLDER = "runs";

    private static final String LOG_FILE = "finished.jsonl";
    private static final String LOCK_FILE = "lock";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path path;
    private final FileChannel lock;
    private final CompletedRunLog log;

    private SuiteFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
        this.log = new CompletedRunLog(path.resolve(LOG_FILE));
    }

    /**
     * Opens the latest folder of an interrupted suite run with the same identity, or else creates a folder.
     *
     * @param isFresh true to create a new folder in any case
     * @throws WorldException if the folder cannot be opened or created
     */
    public static SuiteFolder open(Path runs, Identity identity, boolean isFresh, Instant now) {
        Path family = runs.resolve("suites").resolve(identity.suite());
        try {
            Files.createDirectories(family);
            for (Path candidate : isFresh ? List.<Path>of() : newestFirst(family)) {
                Optional<SuiteFolder> interrupted = resume(candidate, identity);
                if (interrupted.isPresent()) {
                    return interrupted.get();
                }
            }
            return create(family, identity, now);
        } catch (IOException e) {
            throw new WorldException(
                    "cannot make a folder for the suite in " + family + ": " + FileProblem.of(e)
                            + "; name a folder that can be written by --runs",
                    e);
        }
    }

    private static List<Path> newestFirst(Path family) throws IOException {
        try (Stream<Path> folders = Files.list(family)) {
            return folders.sorted(Comparator.reverseOrder()).toList();
        }
    }

    private static Optional<SuiteFolder> resume(Path path, Identity identity) throws IOException {
        Path identityFile = path.resolve(IDENTITY_FILE);
        if (!Files.exists(identityFile)
                || !JSON.readTree(identityFile.toFile()).equals(JSON.readTree(JSON.writeValueAsString(identity)))
                || hasEnded(path)) {
            return Optional.empty();
        }
        Optional<FileChannel> lock = lock(path);
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        SuiteFolder folder = new SuiteFolder(path, lock.get());
        folder.removeLeftovers();
        return Optional.of(folder);
    }

    private static boolean hasEnded(Path path) throws IOException {
        Path summary = path.resolve(SUMMARY_FILE);
        if (!Files.exists(summary)) {
            return false;
        }
        JsonNode state = JSON.readTree(summary.toFile()).path("state");
        return !SuiteResult.State.INTERRUPTED.word().equals(state.asText());
    }

    private static SuiteFolder create(Path family, Identity identity, Instant now) throws IOException {
        String part = identity.shard().equals(Shard.WHOLE.toString())
                ? ""
                : "-" + identity.shard().replace('/', '-');
        String name = TIME.format(now) + "-" + identity.masterSeed() + part;
        Path path = family.resolve(name);
        for (int again = 2; Files.exists(path); again++) {
            path = family.resolve(name + "-" + again);
        }
        Files.createDirectory(path);
        FileChannel lock = lock(path).orElseThrow(() -> new IOException("another process has just locked it"));
        SuiteFolder folder = new SuiteFolder(path, lock);
        folder.write(IDENTITY_FILE, JSON.writeValueAsString(identity) + "\n");
        return folder;
    }

    private static Optional<FileChannel> lock(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException e) {
            // This process holds the lock already.
        }
        channel.close();
        return Optional.empty();
    }

    /** Removes the folders of unfinished runs. */
    private void removeLeftovers() throws IOException {
        Set<Path> kept = log.runs().stream()
                .filter(run -> !run.folder().isEmpty())
                .map(run -> path.resolve(run.folder()))
                .collect(Collectors.toSet());
        if (!Files.exists(runsFolder())) {
            return;
        }
        try (Stream<Path> folders = Files.walk(runsFolder(), 2)) {
            folders.filter(folder -> folder.getNameCount() == runsFolder().getNameCount() + 2)
                    .filter(folder -> !Files.isSymbolicLink(folder) && !kept.contains(folder))
                    .toList()
                    .forEach(SuiteFolder::delete);
        }
    }

    /** Deletes a folder with its content. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            IOException cause = e instanceof UncheckedIOException wrapped ? wrapped.getCause() : (IOException) e;
            throw new WorldException("cannot remove " + folder + ": " + FileProblem.of(cause), e);
        }
    }

    public Path path() {
        return path;
    }

    CompletedRunLog log() {
        return log;
    }

    /** Deletes this folder with its content. */
    public void discard() {
        delete(path);
    }

    /** Returns the number of runs that an earlier, interrupted process finished. */
    public int finishedRuns() {
        return log.size();
    }

    /**
     * Adds finished runs of other suite folders to the log of this one.
     *
     * @throws WorldException if the log cannot be written
     */
    public void addFinished(List<FinishedRun> runs) {
        log.addAll(runs);
    }

    Path runsFolder() {
        return path.resolve(RUNS_FOLDER);
    }

    /**
     * Writes a file atomically.
     *
     * @param name path relative to this folder
     */
    public void write(String name, String text) {
        Path file = path.resolve(name);
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(temporary, text);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new WorldException("cannot write " + file + ": " + FileProblem.of(e), e);
        }
    }

    @Override
    public void close() {
        log.close();
        try {
            lock.close();
        } catch (IOException e) {
            // A failing close does no harm, since the lock ends with the process.
        }
    }
}
