package dev.squall.run.cluster;

import dev.squall.check.Verdict;
import dev.squall.history.History;
import java.io.Serializable;

/** Check of the operations on one key, which is sent to the machines of a cluster. */
@FunctionalInterface
public interface KeyCheck extends Serializable {

    /**
     * Returns the verdict on the operations on one key. The verdict's details {@code keys} and
     * {@code operations} are their numbers, as one machine would count them; both are missing if the check could not
     * begin.
     */
    Verdict check(History history);
}
