package dev.squall.check.session;

import dev.squall.check.Meter;
import dev.squall.check.register.Access;
import dev.squall.check.register.Cycles;
import dev.squall.check.register.ReadsFrom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Graph of constraints on the order of all writes. The nodes are the writes and two helper nodes for each write. One
 * helper node follows all writes that the write's session had read. The other helper node represents the instant of the
 * write's invocation. The helper nodes keep the number of transitive constraints linear. Constraints from visibility
 * are one bit set for each write, over the writes of its key.
 */
final class WriteOrder {

    private static final int BYTES_PER_NODE = 64;

    private final ReadsFrom history;
    private final Meter meter;
    private final List<Access> writes = new ArrayList<>();
    private final int[] number;
    private final List<List<Integer>> before = new ArrayList<>();
    private final Map<Object, List<Integer>> numbersOfKey = new HashMap<>();
    private final BitSet[] visibleBefore;

    WriteOrder(ReadsFrom history, Set<Guarantee> guarantees, Meter meter) {
        this.history = history;
        this.meter = meter;
        this.number = new int[history.size()];
        Arrays.fill(number, -1);
        for (Access access : history.history().accesses()) {
            if (access.writes()) {
                number[access.id()] = writes.size();
                numbersOfKey
                        .computeIfAbsent(access.key(), key -> new ArrayList<>())
                        .add(writes.size());
                writes.add(access);
            }
        }
        meter.reserve((long) BYTES_PER_NODE * 3 * writes.size());
        for (int node = 0; node < 3 * writes.size(); node++) {
            before.add(new ArrayList<>(2));
        }
        visibleBefore = new BitSet[writes.size()];
        for (List<Access> session : history.history().sessions()) {
            addSession(session, guarantees);
        }
    }

    private void addSession(List<Access> session, Set<Guarantee> guarantees) {
        int last = -1;
        List<Integer> readBetween = new ArrayList<>();
        for (Access access : session) {
            int node = number[access.id()];
            if (access.reads()) {
                if (history.source(access) != ReadsFrom.INITIAL) {
                    readBetween.add(number[history.source(access)]);
                }
                continue;
            }
            if (guarantees.contains(Guarantee.MONOTONIC_WRITES) && last >= 0) {
                before.get(node).add(last);
            }
            if (guarantees.contains(Guarantee.WRITES_FOLLOW_READS)) {
                before.get(node).add(readHelper(node));
                before.get(readHelper(node)).addAll(readBetween);
                if (last >= 0) {
                    before.get(readHelper(node)).add(readHelper(last));
                }
                readBetween.clear();
            }
            last = node;
        }
    }

    private int readHelper(int write) {
        return writes.size() + write;
    }

    private int timeHelper(int write) {
        return 2 * writes.size() + write;
    }

    /** Orders the writes of each key by real time. Takes O(n log n). */
    void addRealTime() {
        for (List<Integer> ofKey : numbersOfKey.values()) {
            List<Integer> byCompletion = new ArrayList<>(ofKey);
            byCompletion.removeIf(write -> !writes.get(write).isCertain());
            byCompletion.sort(Comparator.comparing(write -> writes.get(write).index()));
            int completed = 0;
            int last = -1;
            for (int write : ofKey) {
                before.get(write).add(timeHelper(write));
                if (last >= 0) {
                    before.get(timeHelper(write)).add(timeHelper(last));
                }
                while (completed < byCompletion.size() && precedes(byCompletion.get(completed), write)) {
                    before.get(timeHelper(write)).add(byCompletion.get(completed++));
                }
                last = write;
            }
        }
    }

    private boolean precedes(int first, int second) {
        return writes.get(first).operation().precedes(writes.get(second).operation());
    }

    /** Puts other writes of the same key before a write; the bits are numbers of writes within the key. */
    void addVisibleBefore(Access write, BitSet others) {
        int node = number[write.id()];
        if (visibleBefore[node] == null) {
            visibleBefore[node] = new BitSet();
        }
        long words = visibleBefore[node].size();
        visibleBefore[node].or(others);
        meter.reserve((visibleBefore[node].size() - words) / Byte.SIZE);
    }

    /** Returns the number of writes. */
    int size() {
        return writes.size();
    }

    /** Returns the keys that are read or written, in the order of their first accesses. */
    Set<Object> keys() {
        Set<Object> keys = new LinkedHashSet<>();
        history.history().accesses().forEach(access -> keys.add(access.key()));
        return keys;
    }

    /** Returns the writes of a key in the order of their numbers within the key. */
    List<Access> writesOf(Object key) {
        return numbersOfKey.getOrDefault(key, List.of()).stream()
                .map(writes::get)
                .toList();
    }

    /** Returns a cycle of writes, each of which must precede the next; empty if all writes can be ordered. */
    List<Access> cycle() {
        int[] nodes = Cycles.find(before.size(), this::before, meter);
        List<Access> cycle = new ArrayList<>();
        for (int node : nodes) {
            if (node < writes.size()) {
                cycle.add(0, writes.get(node));
            }
        }
        return cycle;
    }

    private int[] before(int node) {
        List<Integer> nodes = before.get(node);
        if (node >= writes.size() || visibleBefore[node] == null) {
            return nodes.stream().mapToInt(Integer::intValue).toArray();
        }
        List<Integer> ofKey = numbersOfKey.get(writes.get(node).key());
        int[] all = Arrays.copyOf(
                visibleBefore[node].stream().map(ofKey::get).toArray(),
                visibleBefore[node].cardinality() + nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            all[all.length - 1 - i] = nodes.get(i);
        }
        return all;
    }
}
