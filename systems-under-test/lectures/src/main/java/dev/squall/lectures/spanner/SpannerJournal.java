package dev.squall.lectures.spanner;

import dev.squall.check.Verdict;
import dev.squall.check.journal.CountedProperty;
import dev.squall.lectures.raft.RaftFacts;
import dev.squall.lectures.spanner.SpannerFacts.CommitWaited;
import dev.squall.lectures.spanner.SpannerFacts.Ended;
import dev.squall.lectures.spanner.SpannerFacts.Installed;
import dev.squall.lectures.spanner.SpannerFacts.SnapshotRead;
import dev.squall.node.Fact;
import dev.squall.workload.JournalAnalysis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Analysis of timestamps and snapshot reads, and measurement of commit latencies.
 *
 * <ul>
 *   <li>External consistency: if a read-write transaction T1 ended before a transaction T2 began, T1 has the smaller
 *       timestamp. Readings of the machine's monotonic clock are true time.
 *   <li>Snapshots: a read at a timestamp returns the latest version at or below the timestamp, also if that version was
 *       installed after the read.
 * </ul>
 *
 * <p>A fact that a crash has lost can hide a violation, and never makes one. Each fact takes amortised logarithmic
 * time. Reads are kept until the end.
 */
final class SpannerJournal implements JournalAnalysis {

    static final String EXTERNAL_CONSISTENCY = "external-consistency";
    static final String SNAPSHOTS = "consistent-snapshots";
    static final String LATENCY = "commit-latency";

    /**
     * Median time from a read-write transaction's request to its reply, in milliseconds. A mean would depend on the few
     * transactions that wait for the first leader.
     */
    static final String COMMIT_MILLIS = "commit-ms";
    /** Median duration of commit wait, in milliseconds. */
    static final String WAIT_MILLIS = "commit-wait-ms";

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    /** Reads and versions of one key. */
    private static final class Key {
        /** Names of the transactions that wrote the versions, by commit timestamp. */
        private final NavigableMap<Long, String> versions = new TreeMap<>();
        /** Read of the oldest version at each timestamp. */
        private final NavigableMap<Long, SnapshotRead> reads = new TreeMap<>();
    }

    private final CountedProperty external = new CountedProperty(
            EXTERNAL_CONSISTENCY,
            "every transaction had a larger timestamp than the read-write transactions that ended before it began",
            "transactions");
    private final CountedProperty snapshots = new CountedProperty(
            SNAPSHOTS, "every read at a timestamp saw exactly the versions up to the timestamp", "reads");

    /** Read-write transactions by their end; both end and timestamp ascend. */
    private final NavigableMap<Long, Ended> byEnd = new TreeMap<>();
    /** Transactions by their begin; both begin and timestamp ascend. */
    private final NavigableMap<Long, Ended> byBegin = new TreeMap<>();

    private final Map<Object, Key> keys = new HashMap<>();
    private boolean hasReads;
    private final List<Double> commitMillis = new ArrayList<>();
    private final List<Double> waitMillis = new ArrayList<>();
    private String leader;

    SpannerJournal(List<String> nodes) {}

    @Override
    public void onFact(long timeNanos, String nodeId, int life, Fact fact) {
        if (fact instanceof Ended ended) {
            onEnded(ended);
        } else if (fact instanceof SnapshotRead read) {
            onRead(read);
        } else if (fact instanceof Installed installed) {
            installed.keys().forEach(key -> onVersion(key, installed));
        } else if (fact instanceof CommitWaited wait) {
            waitMillis.add(wait.waitedNanos() / NANOS_PER_MILLI);
        } else if (fact instanceof RaftFacts.BecameLeader) {
            leader = nodeId;
        }
    }

    // ---- External consistency

    private void onEnded(Ended ended) {
        external.count();
        Map.Entry<Long, Ended> before = byEnd.lowerEntry(ended.beganNanos());
        if (before != null) {
            requireOrder(before.getValue(), ended);
        }
        addByBegin(ended);
        if (!ended.readOnly()) {
            commitMillis.add((ended.endedNanos() - ended.beganNanos()) / NANOS_PER_MILLI);
            // A world of processes may report this fact after the fact of a later transaction.
            Map.Entry<Long, Ended> after = byBegin.higherEntry(ended.endedNanos());
            if (after != null) {
                requireOrder(ended, after.getValue());
            }
            addByEnd(ended);
        }
    }

    private void requireOrder(Ended first, Ended second) {
        if (first.timestamp() >= second.timestamp()) {
            external.breakWith(
                    "timestamps-out-of-order",
                    String.format(
                            Locale.ROOT,
                            "transaction %s ended at %.6f s with timestamp %d, before transaction %s began at %.6f s;"
                                    + " expected a larger timestamp than its timestamp %d",
                            first.transaction(),
                            first.endedNanos() / NANOS_PER_SECOND,
                            first.timestamp(),
                            second.transaction(),
                            second.beganNanos() / NANOS_PER_SECOND,
                            second.timestamp()),
                    "first",
                    first.transaction(),
                    "second",
                    second.transaction(),
                    "nanos",
                    first.timestamp() - second.timestamp());
        }
    }

    /** Keeps the transaction if no transaction that ended earlier has a timestamp as large. */
    private void addByEnd(Ended ended) {
        Map.Entry<Long, Ended> before = byEnd.floorEntry(ended.endedNanos());
        if (before != null && before.getValue().timestamp() >= ended.timestamp()) {
            return;
        }
        byEnd.put(ended.endedNanos(), ended);
        Map.Entry<Long, Ended> next = byEnd.higherEntry(ended.endedNanos());
        while (next != null && next.getValue().timestamp() <= ended.timestamp()) {
            byEnd.remove(next.getKey());
            next = byEnd.higherEntry(ended.endedNanos());
        }
    }

    /** Keeps the transaction if no transaction that began later has a timestamp as small. */
    private void addByBegin(Ended ended) {
        Map.Entry<Long, Ended> after = byBegin.ceilingEntry(ended.beganNanos());
        if (after != null && after.getValue().timestamp() <= ended.timestamp()) {
            return;
        }
        byBegin.put(ended.beganNanos(), ended);
        Map.Entry<Long, Ended> previous = byBegin.lowerEntry(ended.beganNanos());
        while (previous != null && previous.getValue().timestamp() >= ended.timestamp()) {
            byBegin.remove(previous.getKey());
            previous = byBegin.lowerEntry(ended.beganNanos());
        }
    }

    // ---- Snapshots

    private void onRead(SnapshotRead read) {
        snapshots.count();
        hasReads = true;
        Key key = key(read.key());
        Map.Entry<Long, String> latest = key.versions.floorEntry(read.timestamp());
        if (latest != null && latest.getKey() > read.version()) {
            missed(read, latest.getKey(), latest.getValue());
        }
        key.reads.merge(read.timestamp(), read, (a, b) -> a.version() <= b.version() ? a : b);
    }

    private void onVersion(Object name, Installed installed) {
        Key key = key(name);
        if (key.versions.putIfAbsent(installed.timestamp(), installed.transaction()) != null) {
            return; // Another replica has installed the version before.
        }
        for (SnapshotRead read : key.reads.tailMap(installed.timestamp(), true).values()) {
            if (read.version() >= installed.timestamp()) {
                return; // Later reads have read this version or a later one, or have been found before.
            }
            missed(read, installed.timestamp(), installed.transaction());
        }
    }

    private Key key(Object name) {
        return keys.computeIfAbsent(name, absent -> new Key());
    }

    private void missed(SnapshotRead read, long version, String writer) {
        snapshots.breakWith(
                "snapshot-misses-version",
                "transaction " + read.transaction() + " read key " + read.key() + " at timestamp " + read.timestamp()
                        + ", and got "
                        + (read.version() == ShardState.ABSENT ? "no version" : "the version of " + read.version())
                        + "; expected the version of " + version + " by transaction " + writer,
                "reader",
                read.transaction(),
                "writer",
                writer);
    }

    // ---- Verdicts

    @Override
    public List<Verdict> verdicts() {
        List<Verdict> verdicts = new ArrayList<>();
        if (!byBegin.isEmpty()) {
            verdicts.add(external.verdict(""));
        }
        if (hasReads) {
            verdicts.add(snapshots.verdict(""));
        }
        if (!commitMillis.isEmpty() && !waitMillis.isEmpty()) {
            double commit = median(commitMillis);
            double wait = median(waitMillis);
            verdicts.add(Verdict.valid(
                    LATENCY,
                    String.format(
                            Locale.ROOT,
                            "the median commit took %.1f ms, and the median commit wait took %.1f ms",
                            commit,
                            wait),
                    new TreeMap<>(Map.of(COMMIT_MILLIS, commit, WAIT_MILLIS, wait))));
        }
        return verdicts;
    }

    private static double median(List<Double> values) {
        return values.stream()
                .sorted()
                .skip((values.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }

    /** Returns the leader elected last, of either shard. */
    @Override
    public Optional<String> primary() {
        return Optional.ofNullable(leader);
    }
}
