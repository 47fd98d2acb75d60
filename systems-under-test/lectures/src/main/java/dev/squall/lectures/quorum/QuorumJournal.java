package dev.squall.lectures.quorum;

import dev.squall.check.Verdict;
import dev.squall.check.journal.SafetyProperty;
import dev.squall.lectures.quorum.QuorumFacts.Held;
import dev.squall.lectures.quorum.QuorumFacts.Recovered;
import dev.squall.lectures.quorum.QuorumFacts.Stored;
import dev.squall.lectures.quorum.QuorumFacts.TimestampIssued;
import dev.squall.node.Fact;
import dev.squall.workload.JournalAnalysis;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Analysis of the replicas' journals: a replica that recovers from a crash has all that it had stored before (lecture
 * 5.2). A replica stores synchronously before it journals a fact, so every noted version and timestamp must survive.
 * Facts that a crash lost demand nothing. A recovery takes time in the number of keys, each other fact constant time.
 */
final class QuorumJournal implements JournalAnalysis {

    private static final String STABLE = "replica-recovers-what-it-stored";

    /** What a node must have on stable storage. */
    private static final class Stable {
        private long life;
        private long issuedCounter;
        private final Map<Object, Timestamp> versions = new LinkedHashMap<>();
    }

    private static final class Recoveries extends SafetyProperty {

        private long recoveries;
        private long versions;

        Recoveries() {
            super(STABLE);
        }

        private void breakWith(String anomaly, String summary) {
            breakWith(anomaly, summary, figures());
        }

        @Override
        protected String kept() {
            return String.format(
                    Locale.ROOT,
                    "in %d recoveries, %d stored versions and all issued counters were there",
                    recoveries,
                    versions);
        }

        @Override
        protected Map<String, Object> figures() {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("recoveries", recoveries);
            figures.put("versions", versions);
            return figures;
        }
    }

    private final Map<String, Stable> nodes = new HashMap<>();
    private final Recoveries recoveries = new Recoveries();

    @Override
    public void onFact(long timeNanos, String nodeId, int life, Fact fact) {
        Stable stable = nodes.computeIfAbsent(nodeId, id -> new Stable());
        if (fact instanceof Stored stored) {
            stable.versions.put(stored.key(), stored.timestamp());
        } else if (fact instanceof TimestampIssued issued) {
            stable.issuedCounter = issued.timestamp().counter();
        } else if (fact instanceof Recovered recovered) {
            onRecovered(nodeId, stable, recovered);
        }
    }

    private void onRecovered(String nodeId, Stable before, Recovered now) {
        if (now.life() <= before.life) {
            recoveries.breakWith(
                    "life-repeated",
                    nodeId + " began life " + now.life() + " after life " + before.life
                            + "; expected a greater number, so that no request number is used twice");
        }
        if (now.issuedCounter() < before.issuedCounter) {
            recoveries.breakWith(
                    "issued-counter-lost",
                    nodeId + " recovered the issued counter " + now.issuedCounter() + " in life " + now.life()
                            + ", but it had issued " + before.issuedCounter);
        }
        List<Held> recovered = now.versions() == null ? List.of() : now.versions();
        if (now.versions() != null) {
            requireVersions(nodeId, before, now);
        }
        if (before.life > 0) {
            recoveries.recoveries++;
            recoveries.versions += before.versions.size();
        }
        before.life = now.life();
        before.issuedCounter = now.issuedCounter();
        before.versions.clear();
        recovered.forEach(held -> before.versions.put(held.key(), held.timestamp()));
    }

    private void requireVersions(String nodeId, Stable before, Recovered now) {
        Map<Object, Timestamp> recovered = new HashMap<>();
        for (Held held : now.versions()) {
            recovered.put(held.key(), held.timestamp());
        }
        before.versions.forEach((key, stored) -> {
            Timestamp found = recovered.getOrDefault(key, Timestamp.ZERO);
            if (found.compareTo(stored) < 0) {
                recoveries.breakWith(
                        "stored-version-lost",
                        nodeId + " recovered the version " + found.counter() + " of key " + key + " in life "
                                + now.life() + ", but it had stored the version " + stored.counter());
            }
        });
    }

    @Override
    public List<Verdict> verdicts() {
        return nodes.isEmpty() ? List.of() : List.of(recoveries.verdict(""));
    }

    /** Returns empty, because all replicas are equal. */
    @Override
    public Optional<String> primary() {
        return Optional.empty();
    }
}
