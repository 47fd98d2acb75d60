package dev.squall.run.cluster;

import dev.squall.run.OutcomeHash;
import java.io.Serializable;

/**
 * One of the two runs of a seed.
 *
 * @param hash hash of the run's whole history
 * @param place machine or process of the run, as the engine names it
 */
public record Sample(OutcomeHash hash, String place) implements Serializable {

    private static final long serialVersionUID = 1;
}
