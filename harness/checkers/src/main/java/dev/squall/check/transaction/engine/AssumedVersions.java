package dev.squall.check.transaction.engine;

import dev.squall.check.transaction.model.Assumption;
import dev.squall.check.transaction.model.TransactionHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pairs of versions of registers whose order is assumed. The transitive closure of the pairs has all orders that {@link
 * Assumption} states. Takes O(n c) for n operations and c transactions that overlap, and O(n) pairs without overlap.
 */
final class AssumedVersions {

    /** Two installing writes of one key, the older one first. */
    record Pair(int older, int newer) {}

    /** Versions of one key that a transaction observes: those that it read, and the one that it installed or -1. */
    private record Observation(int transaction, List<Integer> reads, int write) {

        List<Integer> versions() {
            List<Integer> versions = new ArrayList<>(reads);
            if (write >= 0) {
                versions.add(write);
            }
            return versions;
        }
    }

    private final Versions versions;
    private final TransactionHistory history;
    private final Set<Assumption> assumptions;
    private final Map<Integer, List<Pair>> byKey = new HashMap<>();
    private final Set<Pair> all = new HashSet<>();

    AssumedVersions(Versions versions) {
        this.versions = versions;
        this.history = versions.history;
        this.assumptions = history.assumptions();
        for (int key = 0; key < history.keyCount() && !assumptions.isEmpty(); key++) {
            addKey(key, observations(key));
        }
    }

    /** Returns the pairs of a key. */
    List<Pair> of(int key) {
        return byKey.getOrDefault(key, List.of());
    }

    boolean contains(int older, int newer) {
        return all.contains(new Pair(older, newer));
    }

    private List<Observation> observations(int key) {
        List<Observation> observations = new ArrayList<>();
        int i = versions.keyStart[key];
        while (i < versions.keyStart[key + 1]) {
            int transaction = versions.owner[versions.byKey[i]];
            List<Integer> reads = new ArrayList<>(1);
            int write = -1;
            for (; i < versions.keyStart[key + 1] && versions.owner[versions.byKey[i]] == transaction; i++) {
                int o = versions.byKey[i];
                int source = history.isRead(o) ? versions.source[o] : -1;
                if (source >= 0 && versions.committed[versions.owner[source]] && !reads.contains(source)) {
                    reads.add(source);
                }
                write = !history.isRead(o) && versions.installs(o) ? o : write;
            }
            if (versions.committed[transaction] && (!reads.isEmpty() || write >= 0)) {
                observations.add(new Observation(transaction, reads, write));
            }
        }
        return observations;
    }

    private void addKey(int key, List<Observation> observations) {
        if (assumptions.contains(Assumption.WRITE_FOLLOWS_READ)) {
            for (Observation one : observations) {
                if (one.write() >= 0) {
                    one.reads().forEach(read -> add(key, read, one.write()));
                }
            }
        }
        if (assumptions.contains(Assumption.SEQUENTIAL_KEYS)) {
            Map<Integer, Observation> last = new HashMap<>();
            for (Observation one : observations) {
                int process = history.process(one.transaction());
                if (last.containsKey(process)) {
                    add(key, last.get(process), one);
                }
                if (history.isOk(one.transaction())) {
                    last.put(process, one);
                }
            }
        }
        if (assumptions.contains(Assumption.REAL_TIME_VERSIONS) && history.hasRealTime()) {
            addRealTime(key, observations);
        }
    }

    /**
     * Adds a pair for each transaction and those that completed last before its invocation. Earlier ones precede these,
     * so their pairs are in the closure.
     */
    private void addRealTime(int key, List<Observation> observations) {
        List<Observation> byCompletion = observations.stream()
                .filter(one -> history.isOk(one.transaction()))
                .sorted(Comparator.comparingInt(one -> history.completion(one.transaction())))
                .toList();
        List<Observation> byInvocation = observations.stream()
                .sorted(Comparator.comparingInt(one -> history.invocation(one.transaction())))
                .toList();
        List<Observation> latest = new ArrayList<>();
        int completed = 0;
        for (Observation one : byInvocation) {
            int invocation = history.invocation(one.transaction());
            while (completed < byCompletion.size()
                    && history.completion(byCompletion.get(completed).transaction()) < invocation) {
                Observation done = byCompletion.get(completed++);
                int begun = history.invocation(done.transaction());
                latest.removeIf(earlier -> history.completion(earlier.transaction()) < begun);
                latest.add(done);
            }
            latest.forEach(earlier -> add(key, earlier, one));
        }
    }

    private void add(int key, Observation earlier, Observation later) {
        for (int older : earlier.versions()) {
            for (int newer : later.versions()) {
                add(key, older, newer);
            }
        }
    }

    private void add(int key, int older, int newer) {
        Pair pair = new Pair(older, newer);
        if (older != newer && all.add(pair)) {
            byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(pair);
        }
    }
}
