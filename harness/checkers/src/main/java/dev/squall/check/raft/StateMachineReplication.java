package dev.squall.check.raft;

import dev.squall.check.Verdict;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * State machine replication: nodes that have applied the same number of entries are in the same state, and so is one
 * node in different lives (lecture 5.3). {@link StateMachineSafety} checks that the entries are the same.
 */
final class StateMachineReplication {

    static final String NAME = "state-machine-replication";

    private record State(Actor actor, long digest) {}

    private final Map<Long, State> states = new HashMap<>();
    private Verdict violation;
    private long compared;

    void stateReached(Actor actor, long length, long digest) {
        State first = states.putIfAbsent(length, new State(actor, digest));
        if (first == null) {
            return;
        }
        compared++;
        if (first.digest() != digest && violation == null) {
            violation = Verdict.violation(
                    NAME,
                    "replica-states-differ",
                    "states differ after the first " + length + " entries: that of " + first.actor() + " and that of "
                            + actor,
                    List.of(),
                    Map.of("length", length));
        }
    }

    Verdict verdict() {
        if (violation != null) {
            return violation;
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("lengths", states.size());
        details.put("compared", compared);
        return Verdict.valid(
                NAME, "states after the same entries were equal, at " + states.size() + " lengths of the log", details);
    }
}
