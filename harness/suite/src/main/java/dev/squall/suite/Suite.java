package dev.squall.suite;

import java.util.ArrayList;
import java.util.List;

/**
 * A suite as it was read.
 *
 * @param cells of all its experiments, in the order of the file
 */
public record Suite(String name, List<Cell> cells) {

    public Suite {
        cells = List.copyOf(cells);
    }

    /**
     * The runs of one shard. They are dealt in turn, so that each shard has its part of every cell, and the shards
     * together have each run once.
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
