package dev.squall.suite.merge;

import dev.squall.run.FileProblem;
import dev.squall.suite.SuiteFolder;
import dev.squall.world.WorldException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Copies of the runs that shards kept, in the folder of the merged suite run.
 *
 * @param target folder of the merged suite run
 */
record KeptRuns(Path target) {

    /**
     * Copies the folder of a run. Symbolic links are left out.
     *
     * @param folder the run's folder, relative to the shard's folder, with slashes
     * @return the copy's folder, relative to the target, with slashes; empty if the shard does not have the folder
     * @throws WorldException if the folder is outside of the shard's runs, or cannot be copied
     */
    String copy(ShardFolder shard, String folder) {
        Path runs = shard.path().resolve(SuiteFolder.RUNS_FOLDER).normalize();
        Path source = resolve(shard, folder);
        if (!source.startsWith(runs) || source.equals(runs)) {
            throw new WorldException(shard.path() + " names the run's folder '" + folder + "'; expected one below "
                    + SuiteFolder.RUNS_FOLDER);
        }
        if (!Files.isDirectory(source)) {
            return "";
        }
        Path copy = target.resolve(SuiteFolder.RUNS_FOLDER)
                .resolve("shard-" + shard.shard().number())
                .resolve(runs.relativize(source));
        try {
            Files.walkFileTree(source, new Copier(source, copy));
        } catch (IOException e) {
            throw new WorldException("cannot copy " + source + " to " + copy + ": " + FileProblem.of(e), e);
        }
        return target.relativize(copy).toString().replace('\\', '/');
    }

    private static Path resolve(ShardFolder shard, String folder) {
        try {
            return shard.path().resolve(folder).normalize();
        } catch (InvalidPathException e) {
            throw new WorldException(shard.path() + " names the run's folder '" + folder + "', which is no path", e);
        }
    }

    private static final class Copier extends SimpleFileVisitor<Path> {

        private final Path source;
        private final Path copy;

        Copier(Path source, Path copy) {
            this.source = source;
            this.copy = copy;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            Files.createDirectories(copy.resolve(source.relativize(folder)));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile()) {
                Files.copy(file, copy.resolve(source.relativize(file)));
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
