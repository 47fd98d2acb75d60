package dev.squall.workload;

import dev.squall.check.Verdict;
import dev.squall.history.Operation;
import java.util.Optional;

/** Checks a history while it happens. It has a state of its own; one thread. */
@FunctionalInterface
public interface OnlineChecker {

    /**
     * Takes the next operation of the history.
     *
     * @return the violation, as soon as there is one. None says nothing: the check may have given up.
     * @throws IllegalArgumentException if the operation is none that is checked
     */
    Optional<Verdict> accept(Operation operation);
}
