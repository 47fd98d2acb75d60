package dev.squall.suite.merge;

import dev.squall.suite.Cell;
import dev.squall.suite.CellResult;
import dev.squall.suite.FinishedRun;
import dev.squall.suite.Identity;
import dev.squall.suite.Shard;
import dev.squall.suite.ShardResult;
import dev.squall.suite.SuiteFolder;
import dev.squall.suite.SuiteMetadata;
import dev.squall.suite.SuiteResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Shards of one suite run, at most one folder for each.
 *
 * <p>The merged result is that of the whole suite: the outcome of each cell is computed from its runs in all shards. It
 * does not depend on the order in which the shards were found.
 */
public final class ShardSet {

    private final List<ShardFolder> shards;
    private final List<Path> unfinished;

    /**
     * @param shards at least one shard, by ascending number
     * @param unfinished folders of shards that have not ended
     */
    ShardSet(List<ShardFolder> shards, List<Path> unfinished) {
        this.shards = List.copyOf(shards);
        this.unfinished = List.copyOf(unfinished);
    }

    /** Returns the identity of the whole suite run. */
    public Identity identity() {
        Identity any = shards.get(0).identity();
        return new Identity(any.suite(), any.textSha256(), any.commit(), any.masterSeed(), Shard.WHOLE.toString());
    }

    /** Returns the metadata of the merged result; its beginning is that of the first shard to begin. */
    public SuiteMetadata metadata() {
        ShardFolder any = shards.get(0);
        Instant begun = shards.stream()
                .map(ShardFolder::begun)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return new SuiteMetadata(any.file(), identity(), any.provenance(), begun);
    }

    /**
     * Merges the results, and copies the folders of kept runs. A missing or interrupted shard makes the merged result
     * an error, unless a violation was found.
     *
     * @param target folder of the merged suite run
     * @throws dev.squall.world.WorldException if a run cannot be copied
     */
    public SuiteResult mergeInto(SuiteFolder target) {
        KeptRuns kept = new KeptRuns(target.path());
        SuiteResult result = merge(kept::copy);
        target.addFinished(
                result.cells().stream().flatMap(cell -> cell.runs().stream()).toList());
        return result;
    }

    /** @param keep returns the folder of a run of a shard in the merged suite's folder; empty if it was not kept */
    SuiteResult merge(BiFunction<ShardFolder, String, String> keep) {
        Map<Cell.Labels, List<CellResult>> parts = new LinkedHashMap<>();
        List<Cell.Labels> order = new ArrayList<>();
        for (ShardFolder shard : shards) {
            int place = 0;
            for (CellResult cell : shard.cells()) {
                if (!parts.containsKey(cell.labels())) {
                    order.add(place, cell.labels());
                }
                place = order.indexOf(cell.labels()) + 1;
                parts.computeIfAbsent(cell.labels(), unseen -> new ArrayList<>())
                        .add(relocated(cell, shard, keep));
            }
        }
        return new SuiteResult(
                shards.stream().anyMatch(ShardFolder::isOutOfTime)
                        ? SuiteResult.State.TIME_BUDGET
                        : SuiteResult.State.COMPLETE,
                order.stream().map(labels -> merged(parts.get(labels))).toList(),
                0,
                shards.stream().mapToDouble(ShardFolder::seconds).sum(),
                shardResults());
    }

    private static CellResult relocated(
            CellResult cell, ShardFolder shard, BiFunction<ShardFolder, String, String> keep) {
        List<FinishedRun> runs = cell.runs().stream()
                .map(run -> new FinishedRun(
                        run.cell(),
                        run.seed(),
                        run.outcome(),
                        run.words(),
                        run.seconds(),
                        run.operations(),
                        run.folder().isEmpty() ? "" : keep.apply(shard, run.folder()),
                        run.command(),
                        run.reruns()))
                .toList();
        return withRuns(cell, cell.planned(), runs);
    }

    private static CellResult merged(List<CellResult> parts) {
        return withRuns(
                parts.get(0),
                parts.stream().mapToInt(CellResult::planned).sum(),
                parts.stream().flatMap(part -> part.runs().stream()).toList());
    }

    private static CellResult withRuns(CellResult cell, int planned, List<FinishedRun> runs) {
        Optional<String> absence = cell.absence();
        return new CellResult(cell.labels(), cell.provingShareMin(), cell.required(), planned, runs, absence);
    }

    private List<ShardResult> shardResults() {
        Map<Integer, ShardResult> results = new TreeMap<>();
        for (ShardFolder shard : shards) {
            results.put(
                    shard.shard().number(),
                    new ShardResult(
                            shard.shard(), shard.path().toString(), shard.outcome(), shard.seconds(), shard.problem()));
        }
        int count = shards.get(0).shard().count();
        for (int number = 1; number <= count; number++) {
            Shard shard = new Shard(number, count);
            results.computeIfAbsent(number, missing -> missing(shard));
        }
        return List.copyOf(results.values());
    }

    private ShardResult missing(Shard shard) {
        for (Path folder : unfinished) {
            Identity identity = ShardFolder.identity(folder);
            Identity whole = identity();
            if (identity.shard().equals(shard.toString())
                    && identity.suite().equals(whole.suite())
                    && identity.masterSeed() == whole.masterSeed()) {
                String problem = "it has not ended: " + folder + " has no " + SuiteFolder.SUMMARY_FILE;
                return new ShardResult(shard, folder.toString(), "error", 0, problem);
            }
        }
        return new ShardResult(shard, "", "error", 0, "it has no folder, so its runs are not known");
    }
}
