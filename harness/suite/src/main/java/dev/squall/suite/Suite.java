package dev.squall.suite;

import java.util.ArrayList;
import java.util.List;

/**
 * A suite: a list of cells with their planned runs.
 *
 * @param cells cells of all experiments, in the order of the file
 */
public record Suite(String name, List<Cell> cells) {

    public Suite {
        cells = List.copyOf(cells);
    }

    /**
     * Returns the planned runs of one shard. Runs are dealt to the shards in turn. Each shard therefore gets a part of
     * every cell, and each run belongs to exactly one shard.
     */
    List<PlannedRun> plan(long masterSeed, Shard shard) {
        List<PlannedRun> runs = new ArrayList<>();
        int dealt = 0;
        for (Cell cell : cells) {
            for (long seed : cell.seeds(masterSeed)) {
                if (dealt++ % shard.count() == shard.number() - 1) {
                    runs.add(new PlannedRun(cell, seed));
                }
            }
        }
        return runs;
    }
}
