package dev.squall.check.raft;

import dev.squall.check.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * State machine safety: no two nodes, and no two lives of a node, apply different entries at one index (Ongaro and
 * Ousterhout, 2014, section 5.4.3; lecture 6.2).
 */
final class StateMachineSafety {

    static final String NAME = "state-machine-safety";

    private record Application(Actor actor, long term, Object command) {}

    private final Map<Long, Application> applications = new HashMap<>();
    private Verdict violation;

    void applied(Actor actor, long index, long term, Object command) {
        Application first = applications.get(index);
        if (first == null) {
            applications.put(index, new Application(actor, term, command));
        } else if (violation == null && (first.term() != term || !Objects.equals(first.command(), command))) {
            violation = Verdict.violation(
                    NAME,
                    "different-entries-applied-at-one-index",
                    "different entries were applied at index " + index + ": " + first.command() + " of term "
                            + first.term() + " by " + first.actor() + ", and " + command + " of term " + term + " by "
                            + actor,
                    List.of(),
                    Map.of("index", index));
        }
    }

    Verdict verdict() {
        return violation != null
                ? violation
                : Verdict.valid(
                        NAME,
                        "no two nodes applied different entries at one of " + applications.size() + " indexes",
                        Map.of("indexesApplied", applications.size()));
    }
}
