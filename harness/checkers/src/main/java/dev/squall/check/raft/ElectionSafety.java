package dev.squall.check.raft;

import dev.squall.check.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Election safety: at most one node becomes leader in a term (Ongaro and Ousterhout, 2014, section 5.2; lecture 6.2).
 */
final class ElectionSafety {

    static final String NAME = "election-safety";

    private final Map<Long, Actor> leaders = new HashMap<>();
    private Verdict violation;

    void becameLeader(Actor actor, long term) {
        Actor first = leaders.putIfAbsent(term, actor);
        if (first != null && !first.node().equals(actor.node()) && violation == null) {
            violation = Verdict.violation(
                    NAME,
                    "two-leaders-in-one-term",
                    "two nodes became leader in term " + term + ": " + first + " and " + actor,
                    List.of(),
                    Map.of("term", term));
        }
    }

    Verdict verdict() {
        return violation != null
                ? violation
                : Verdict.valid(
                        NAME,
                        "no term of " + leaders.size() + " had two leaders",
                        Map.of("termsWithLeader", leaders.size()));
    }
}
