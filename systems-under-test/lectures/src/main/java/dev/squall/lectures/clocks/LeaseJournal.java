package dev.squall.lectures.clocks;

import dev.squall.check.Verdict;
import dev.squall.check.journal.CountedProperty;
import dev.squall.node.Fact;
import dev.squall.node.protocol.Timekeeping.Used;
import dev.squall.workload.JournalAnalysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Analysis of the holders' journalled actions under a lease. A node is the holder from its first action under a grant
 * to its last. Two nodes must never be holders at the same instant. The time of an action is the clock reading that the
 * node compared with the end of the lease. The analysis takes time quadratic in the number of grants.
 */
final class LeaseJournal implements JournalAnalysis {

    static final String ONE_HOLDER = "one-lease-holder";

    private final CountedProperty oneHolder =
            new CountedProperty(ONE_HOLDER, "no two nodes acted as holder at the same time", "actions");
    private final List<Tenure> tenures = new ArrayList<>();

    LeaseJournal(List<String> nodes) {}

    /** Period of a node's actions under one grant. */
    private static final class Tenure {
        private final String node;
        private final int life;
        private final long number;
        private long firstNanos;
        private long lastNanos;

        Tenure(String node, int life, Used use) {
            this.node = node;
            this.life = life;
            this.number = use.tenure();
            firstNanos = use.machineNanos();
            lastNanos = use.machineNanos();
        }

        boolean includes(String otherNode, int otherLife, Used use) {
            return node.equals(otherNode) && life == otherLife && number == use.tenure();
        }

        String words() {
            return String.format(
                    java.util.Locale.ROOT,
                    "%s acted as holder from %.3f s to %.3f s",
                    node,
                    firstNanos / 1e9,
                    lastNanos / 1e9);
        }

        boolean overlaps(Tenure other) {
            return !node.equals(other.node) && firstNanos <= other.lastNanos && other.firstNanos <= lastNanos;
        }
    }

    @Override
    public void onFact(long timeNanos, String nodeId, int life, Fact fact) {
        if (!(fact instanceof Used use)) {
            return;
        }
        oneHolder.count();
        Tenure tenure = tenures.stream()
                .filter(it -> it.includes(nodeId, life, use))
                .findFirst()
                .orElse(null);
        if (tenure == null) {
            tenure = new Tenure(nodeId, life, use);
            tenures.add(tenure);
        }
        tenure.firstNanos = Math.min(tenure.firstNanos, use.machineNanos());
        tenure.lastNanos = Math.max(tenure.lastNanos, use.machineNanos());
        for (Tenure other : tenures) {
            if (tenure.overlaps(other)) {
                report(timeNanos, tenure, other);
                return;
            }
        }
    }

    private void report(long timeNanos, Tenure tenure, Tenure other) {
        Tenure first = tenure.firstNanos < other.firstNanos ? tenure : other;
        Tenure second = first == tenure ? other : tenure;
        oneHolder.breakWith(
                "two-lease-holders",
                first.words() + " while " + second.words()
                        + "; expected one of the leases to end before the other began",
                "first",
                first.node,
                "second",
                second.node,
                "nanos",
                timeNanos);
    }

    @Override
    public List<Verdict> verdicts() {
        return List.of(oneHolder.verdict(""));
    }

    /** Returns empty, because the granting node is no primary of the other nodes. */
    @Override
    public Optional<String> primary() {
        return Optional.empty();
    }
}
