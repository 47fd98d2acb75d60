package dev.squall.cli.command.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.squall.experiment.Outcome;
import dev.squall.report.index.RunsFolder;
import dev.squall.run.FileProblem;
import dev.squall.run.RunFolder;
import dev.squall.run.RunLock;
import dev.squall.world.WorldException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The runs in a folder that Squall recorded itself and that have ended, latest first. Folders with a history from
 * elsewhere are no runs of Squall, and are never touched.
 */
final class KeptRuns {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A run that has ended.
     *
     * @param begun time at which its experiment was saved
     * @param bytes size of its files
     */
    record KeptRun(Path folder, Instant begun, long bytes, boolean isViolation) {}

    private KeptRuns() {}

    /**
     * Returns the ended runs below a folder.
     *
     * @throws dev.squall.report.page.ReportException if the folder does not exist or cannot be read
     * @throws WorldException if a run cannot be read
     */
    static List<KeptRun> in(Path folder) {
        List<KeptRun> runs = new ArrayList<>();
        for (Path run : RunsFolder.runFolders(folder)) {
            if (Files.isRegularFile(run.resolve(RunFolder.EXPERIMENT_FILE)) && hasEnded(run)) {
                runs.add(read(run));
            }
        }
        runs.sort(Comparator.comparing(KeptRun::begun).reversed().thenComparing(KeptRun::folder));
        return runs;
    }

    private static boolean hasEnded(Path run) {
        return switch (RunLock.state(run)) {
            case LEFT, KILLED -> true;
            case UNDER_WAY, UNCERTAIN -> false;
        };
    }

    private static KeptRun read(Path run) {
        try {
            Instant begun = Files.getLastModifiedTime(run.resolve(RunFolder.EXPERIMENT_FILE))
                    .toInstant();
            return new KeptRun(run, begun, bytes(run), isViolation(run.resolve(RunFolder.VERDICT_FILE)));
        } catch (IOException e) {
            throw new WorldException("cannot read the run " + run + ": " + FileProblem.of(e), e);
        }
    }

    /** Returns true also for a verdict that is damaged, since it may be one of a violation. */
    private static boolean isViolation(Path verdict) throws IOException {
        if (!Files.isRegularFile(verdict)) {
            return false;
        }
        try {
            JsonNode json = JSON.readTree(verdict.toFile());
            return json.path("outcome").asText().equals(Outcome.VIOLATION.word());
        } catch (JsonProcessingException e) {
            return true;
        }
    }

    private static long bytes(Path run) throws IOException {
        long sum = 0;
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                sum += Files.isRegularFile(file) ? Files.size(file) : 0;
            }
        }
        return sum;
    }

    /**
     * Deletes the folder of a run. Symbolic links are deleted, and not followed.
     *
     * @throws WorldException if a file cannot be deleted; the message names it
     */
    static void delete(KeptRun run) {
        try {
            Files.walkFileTree(run.folder(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new WorldException("cannot delete " + run.folder() + ": " + FileProblem.of(e), e);
        }
    }

    /**
     * Deletes the links to runs that are gone, and the folder of a system if it is empty then.
     *
     * @throws WorldException if a file cannot be deleted
     */
    static void tidy(Path runs, Path system) {
        try {
            deleteIfDangling(system.resolve(RunFolder.LATEST));
            deleteIfDangling(runs.resolve(RunFolder.LATEST));
            try (Stream<Path> rest = Files.list(system)) {
                if (rest.findAny().isPresent() || system.equals(runs)) {
                    return;
                }
            }
            Files.delete(system);
        } catch (IOException e) {
            throw new WorldException("cannot tidy " + system + ": " + FileProblem.of(e), e);
        }
    }

    private static void deleteIfDangling(Path link) throws IOException {
        if (Files.isSymbolicLink(link) && !Files.exists(link)) {
            Files.delete(link);
        }
    }
}
