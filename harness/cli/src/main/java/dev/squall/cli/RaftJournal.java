package dev.squall.cli;

import dev.squall.check.Verdict;
import dev.squall.experiment.JournalAnalysis;
import dev.squall.lectures.raft.RaftFacts;
import dev.squall.node.Fact;
import java.util.*;

final class RaftJournal implements JournalAnalysis {
    String primary;
    long term = -1;

    public void onFact(long t, String n, int life, Fact f) {
        if (f instanceof RaftFacts.BecameLeader b && b.term() > term) {
            term = b.term();
            primary = n;
        }
    }

    public List<Verdict> verdicts() {
        return List.of();
    }

    public Optional<String> primary() {
        return Optional.ofNullable(primary);
    }
}
