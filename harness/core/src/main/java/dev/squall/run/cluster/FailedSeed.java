package dev.squall.run.cluster;

import dev.squall.experiment.Outcome;
import java.io.Serializable;
import java.util.Comparator;

/**
 * Seed whose outcome is not valid.
 *
 * @param error message of the exception with which the run failed; empty if it came to an outcome
 */
public record FailedSeed(long seed, Outcome outcome, String error) implements Serializable {

    static final Comparator<FailedSeed> MOST_SEVERE_FIRST =
            Comparator.comparing(FailedSeed::outcome).thenComparingLong(FailedSeed::seed);

    private static final long serialVersionUID = 1;
}
