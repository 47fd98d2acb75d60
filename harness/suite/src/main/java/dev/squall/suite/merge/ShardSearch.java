package dev.squall.suite.merge;

import dev.squall.run.FileProblem;
import dev.squall.suite.Identity;
import dev.squall.suite.Shard;
import dev.squall.suite.SuiteFolder;
import dev.squall.world.WorldException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Search for the shards of one suite run below some folders. A summary marks a shard as ended, since a shard writes it
 * last. A shard that failed and was tried again has several folders; the last attempt counts, unless an earlier one
 * found a violation.
 *
 * @param folders folders of shards, or folders that contain them; symbolic links are not followed
 * @param seed master seed of the suite run; without it, all shards found must have the same
 * @param count number of shards; without it, the shards found say it
 * @param attempts number of failed attempts after which no other attempt at a shard is expected
 */
public record ShardSearch(List<Path> folders, OptionalLong seed, OptionalInt count, int attempts) {

    private static final int DEPTH_MAX = 8;

    public ShardSearch {
        folders = List.copyOf(folders);
    }

    /**
     * Returns the shards that are there.
     *
     * @throws WorldException if there is none, or if they are not those of one suite run
     */
    public ShardSet find() {
        List<Path> unfinished = new ArrayList<>();
        Map<Integer, List<ShardFolder>> byNumber = attemptsByNumber(unfinished);
        List<ShardFolder> chosen =
                byNumber.values().stream().map(ShardSearch::attemptThatCounts).toList();
        if (chosen.isEmpty()) {
            throw new WorldException("there is no shard" + seedWords() + " that has ended in "
                    + String.join(", ", folders.stream().map(Path::toString).toList())
                    + "; expected folders with " + SuiteFolder.SUMMARY_FILE
                    + ", as squall suite --shard K/N writes them");
        }
        requireOneSuiteRun(chosen);
        return new ShardSet(chosen, unfinished);
    }

    /**
     * Returns the number of shards from which no more is expected: they have ended with an answer, or failed in the
     * maximum number of attempts.
     *
     * @throws WorldException if a folder cannot be read
     */
    public int settled() {
        return (int) attemptsByNumber(new ArrayList<>()).values().stream()
                .filter(found -> found.stream().anyMatch(attempt -> !attempt.isError()) || found.size() >= attempts)
                .count();
    }

    private Map<Integer, List<ShardFolder>> attemptsByNumber(List<Path> unfinished) {
        Map<Integer, List<ShardFolder>> byNumber = new TreeMap<>();
        for (Path folder : suiteFolders()) {
            Identity identity = ShardFolder.identity(folder);
            if (seed.isPresent() && identity.masterSeed() != seed.getAsLong()) {
                continue;
            }
            if (!ShardFolder.hasEnded(folder)) {
                unfinished.add(folder);
                continue;
            }
            ShardFolder shard = ShardFolder.read(folder);
            if (!shard.isMerged()) {
                byNumber.computeIfAbsent(shard.shard().number(), unseen -> new ArrayList<>())
                        .add(shard);
            }
        }
        return byNumber;
    }

    private static ShardFolder attemptThatCounts(List<ShardFolder> attempts) {
        Comparator<ShardFolder> order = Comparator.comparing(ShardFolder::hasViolation)
                .thenComparing(ShardFolder::begun)
                .thenComparing(ShardFolder::path);
        return attempts.stream().max(order).orElseThrow();
    }

    private String seedWords() {
        return seed.isPresent() ? " with seed " + seed.getAsLong() : "";
    }

    private void requireOneSuiteRun(List<ShardFolder> shards) {
        ShardFolder first = shards.get(0);
        for (ShardFolder other : shards) {
            Identity a = first.identity();
            Identity b = other.identity();
            requireEqual("suites", a.suite(), b.suite(), first, other);
            requireEqual("master seeds (--seed selects one)", a.masterSeed(), b.masterSeed(), first, other);
            requireEqual("commits", a.commit(), b.commit(), first, other);
            requireEqual("hashes of the suite's file", a.textSha256(), b.textSha256(), first, other);
            requireEqual(
                    "numbers of shards", first.shard().count(), other.shard().count(), first, other);
        }
        Shard shard = first.shard();
        if (count.isPresent() && count.getAsInt() != shard.count()) {
            throw new WorldException(
                    first.path() + " is shard " + shard + "; expected one of " + count.getAsInt() + " shards");
        }
    }

    private static void requireEqual(String what, Object a, Object b, ShardFolder first, ShardFolder other) {
        if (!a.equals(b)) {
            throw new WorldException(first.path() + " and " + other.path() + " are not shards of one suite run: their "
                    + what + " are " + a + " and " + b + "; expected the same");
        }
    }

    /** Returns the folders of suite runs, whether ended or not, in the order of their paths. */
    private List<Path> suiteFolders() {
        List<Path> found = new ArrayList<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try {
                    Files.walkFileTree(folder, Set.of(), DEPTH_MAX, new Finder(found));
                } catch (IOException e) {
                    throw new WorldException("cannot read " + folder + ": " + FileProblem.of(e), e);
                }
            }
        }
        return found.stream().map(Path::normalize).distinct().sorted().toList();
    }

    /** Returns the first of the folders that does not exist. */
    public Optional<Path> missingFolder() {
        return folders.stream().filter(folder -> !Files.isDirectory(folder)).findFirst();
    }

    private static final class Finder extends SimpleFileVisitor<Path> {

        private final List<Path> found;

        Finder(List<Path> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (Files.isRegularFile(folder.resolve(SuiteFolder.IDENTITY_FILE))) {
                found.add(folder);
                return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (Files.exists(file)) {
                throw failure;
            }
            // A shard that is under way creates and deletes files during the walk.
            return FileVisitResult.CONTINUE;
        }
    }
}
