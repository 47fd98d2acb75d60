package dev.squall.workload;

import dev.squall.check.Verdict;
import dev.squall.history.Operation;
import java.util.Optional;

/** Checker of a history while it is recorded. An online checker has state and is used by one thread. */
@FunctionalInterface
public interface OnlineChecker {

    /**
     * Takes the next operation of the history.
     *
     * @return the violation, as soon as one is found. An empty result proves nothing, since the checker may have given
     *     up
     * @throws IllegalArgumentException if the checker does not support the operation's function
     */
    Optional<Verdict> accept(Operation operation);
}
