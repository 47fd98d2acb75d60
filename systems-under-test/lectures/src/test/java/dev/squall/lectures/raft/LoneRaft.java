package dev.squall.lectures.raft;

import dev.squall.testkit.LoneNode;
import java.util.List;
import java.util.Map;

/** A lone node of Raft. */
final class LoneRaft extends LoneNode {

    LoneRaft(int size, Map<String, String> options) {
        super(new RaftProgram(), size, options);
    }

    /** Lets election timeouts pass until the node stands in this term. */
    void standInTerm(long term) {
        boolean stands = cluster()
                .runUntil(
                        () -> {
                            RaftFacts.BecameCandidate latest = last(RaftFacts.BecameCandidate.class);
                            return latest != null && latest.term() >= term;
                        },
                        10_000);
        if (!stands) {
            throw new AssertionError("the node did not stand in term " + term + " within ten seconds");
        }
        cluster().settle();
    }

    /**
     * Makes the node stand in this term and gives it the votes of n2 and n3: a quorum of three or five, with its own.
     */
    void leadInTerm(long term) {
        standInTerm(term);
        receive("n2", new RaftMessages.VoteResponse(term, true));
        receive("n3", new RaftMessages.VoteResponse(term, true));
    }

    /** Returns the terms of the node's log as it recovers them from a crash now. */
    List<Long> logTermsAfterRestart() {
        restart();
        return last(RaftFacts.Recovered.class).entryTerms();
    }
}
