package dev.squall.real;

import dev.squall.check.Verdict;
import dev.squall.node.Fact;
import dev.squall.workload.JournalAnalysis;
import java.util.List;
import java.util.Optional;

/** Journal analysis that remembers which node became primary last, so that faults can aim at that node. */
final class PrimaryJournal implements JournalAnalysis {

    private String primary;

    @Override
    public void onFact(long timeNanos, String nodeId, int life, Fact fact) {
        if (fact instanceof PrimaryFacts.BecamePrimary) {
            primary = nodeId;
        }
    }

    @Override
    public List<Verdict> verdicts() {
        return List.of();
    }

    @Override
    public Optional<String> primary() {
        return Optional.ofNullable(primary);
    }
}
