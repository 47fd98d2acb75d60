package dev.squall.check.transaction.engine;

import dev.squall.check.Meter;
import dev.squall.check.transaction.certificate.Certificate.Cycle;
import dev.squall.check.transaction.certificate.Certificate.OrderCases;
import dev.squall.check.transaction.certificate.Certificate.Refutation;
import dev.squall.check.transaction.certificate.Dependency;
import dev.squall.check.transaction.certificate.Dependency.Kind;
import dev.squall.check.transaction.engine.VersionOrderSearch.Pair;
import dev.squall.check.transaction.level.IsolationLevel.Base;
import dev.squall.check.transaction.search.TopologicalOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builder of a refutation as a tree of cases. Each inner node distinguishes the two possible orders of two versions,
 * and each leaf is a cycle. The cases are pairs of writes on which the search depended. A case whose refutation does
 * not use its assumption needs no opposite case.
 */
final class CaseTree {

    private static final int MAX_LEAVES = 2_000;

    /** Refutation, and the numbers of the pairs whose order it assumes. */
    private record Proof(Refutation refutation, Set<Integer> used) {}

    private final Versions versions;
    private final Graph known;
    private final Base base;
    private final int mask;
    private final EventNodes nodes;
    private final Meter meter;
    private final List<Pair> pairs;
    private final Map<Integer, List<Integer>> readsOf = new HashMap<>();
    private final TopologicalOrder order;
    private final boolean[] decided;
    private final List<Dependency> assumed = new ArrayList<>();
    private final List<Integer> assumedBy = new ArrayList<>();
    private int added;
    private int leaves;

    CaseTree(
            Versions versions,
            Graph known,
            Base base,
            int mask,
            EventNodes nodes,
            WriterOrders orders,
            Collection<Pair> pairs,
            Meter meter) {
        this.versions = versions;
        this.known = known;
        this.base = base;
        this.mask = mask;
        this.nodes = nodes;
        this.meter = meter.explanation();
        this.pairs = distinct(pairs);
        this.decided = new boolean[this.pairs.size()];
        for (WriterOrders.Key key : orders.keys) {
            for (int read : key.reads) {
                if (versions.source[read] >= 0) {
                    readsOf.computeIfAbsent(versions.source[read], source -> new ArrayList<>())
                            .add(read);
                }
            }
        }
        this.order = new TopologicalOrder(nodes.count, nodes.from, nodes.to, nodes.edges, new int[nodes.count]);
    }

    private static List<Pair> distinct(Collection<Pair> pairs) {
        Set<Pair> seen = new HashSet<>();
        List<Pair> distinct = new ArrayList<>();
        for (Pair pair : pairs) {
            if (seen.add(pair) && !seen.contains(new Pair(pair.second(), pair.first()))) {
                distinct.add(pair);
            }
        }
        return distinct;
    }

    /** Returns the tree, or null if it has too many leaves or takes too long. */
    Refutation refutation() {
        try {
            Proof proof = order.isAcyclic() ? prove() : null;
            return proof == null ? null : proof.refutation();
        } catch (Meter.Spent spent) {
            return null;
        }
    }

    private Proof prove() {
        int best = -1;
        for (int i = 0; i < pairs.size(); i++) {
            if (!decided[i]) {
                meter.checkTime();
                boolean first = isRefuted(i, true);
                if (first || isRefuted(i, false)) {
                    best = i;
                    break;
                }
                best = best < 0 ? i : best;
            }
        }
        if (best < 0 || leaves > MAX_LEAVES) {
            return null;
        }
        decided[best] = true;
        Proof first = proveCase(best, true);
        Proof second = first == null || !first.used().contains(best) ? first : proveCase(best, false);
        decided[best] = false;
        if (second == null || !second.used().contains(best)) {
            return second;
        }
        Set<Integer> used = new HashSet<>(first.used());
        used.addAll(second.used());
        used.remove(best);
        Pair pair = pairs.get(best);
        return new Proof(new OrderCases(pair.first(), pair.second(), first.refutation(), second.refutation()), used);
    }

    private boolean isRefuted(int pair, boolean firstIsOlder) {
        int mark = added;
        boolean refuted = assume(pair, firstIsOlder) != null;
        undo(mark);
        return refuted;
    }

    private Proof proveCase(int pair, boolean firstIsOlder) {
        int mark = added;
        Proof leaf = assume(pair, firstIsOlder);
        Proof proof = leaf != null ? leaf : prove();
        leaves += leaf != null ? 1 : 0;
        undo(mark);
        return proof;
    }

    private void undo(int mark) {
        while (added > mark) {
            int last = assumed.size() - 1;
            if (isEdge(assumed.get(last))) {
                order.removeLast();
            }
            assumed.remove(last);
            assumedBy.remove(last);
            added--;
        }
    }

    private boolean isEdge(Dependency dependency) {
        return dependency.kind() == Kind.WW || base != Base.PARALLEL_SNAPSHOT_ISOLATION;
    }

    /** Adds the edges of an assumption. Returns the proof if the edges close a cycle, else null. */
    private Proof assume(int number, boolean firstIsOlder) {
        Pair pair = pairs.get(number);
        int older = firstIsOlder ? pair.first() : pair.second();
        int newer = firstIsOlder ? pair.second() : pair.first();
        int olderOwner = versions.owner[older];
        int newerOwner = versions.owner[newer];
        Proof proof = add(Dependency.of(olderOwner, newerOwner, Kind.WW, older, newer, -1), number);
        for (int read : readsOf.getOrDefault(older, List.of())) {
            if (proof == null && versions.owner[read] != newerOwner) {
                proof = add(Dependency.of(versions.owner[read], newerOwner, Kind.RW, read, newer, -1), number);
            }
        }
        return proof != null ? proof : base == Base.PARALLEL_SNAPSHOT_ISOLATION ? pathToReader() : null;
    }

    private Proof add(Dependency edge, int by) {
        boolean rw = edge.kind() == Kind.RW;
        int from = rw ? nodes.start(edge.from()) : nodes.commit(edge.from());
        int to = rw ? nodes.commit(edge.to()) : nodes.start(edge.to());
        if (isEdge(edge) && !order.add(from, to, assumed.size())) {
            return cycle(edge, by);
        }
        assumed.add(edge);
        assumedBy.add(by);
        added++;
        return null;
    }

    /**
     * Searches for a path from a writer to a reader that missed its write, which parallel snapshot isolation forbids.
     */
    private Proof pathToReader() {
        for (int i = 0; i < assumed.size(); i++) {
            Dependency edge = assumed.get(i);
            if (edge.kind() == Kind.RW && order.reaches(edge.to(), edge.from())) {
                return cycle(edge, assumedBy.get(i));
            }
        }
        return pathToKnownReader();
    }

    private Proof pathToKnownReader() {
        for (int t = 0; t < nodes.transactions; t++) {
            for (int e = known.first(t); e < known.end(t); e++) {
                if (known.kind(e) == Graph.RW) {
                    Proof proof = pathToKnownReader(t, known.target(e));
                    if (proof != null) {
                        return proof;
                    }
                }
            }
        }
        return null;
    }

    private Proof pathToKnownReader(int reader, int node) {
        if (node < nodes.transactions) {
            return order.reaches(node, reader)
                    ? cycle(new Explanation(versions).edge(reader, node, Graph.RW), -1)
                    : null;
        }
        for (int e = known.first(node); e < known.end(node); e++) {
            if (known.kind(e) == Graph.PASS) {
                Proof proof = pathToKnownReader(reader, known.target(e));
                if (proof != null) {
                    return proof;
                }
            }
        }
        return null;
    }

    /** Returns the proof by a cycle: an edge and the last path found, which leads back. */
    private Proof cycle(Dependency closing, int by) {
        Set<Integer> used = new HashSet<>();
        if (by >= 0) {
            used.add(by);
        }
        List<Dependency> withClosing = new ArrayList<>(assumed);
        withClosing.add(closing);
        List<Cycles.Step> steps = new ArrayList<>();
        steps.add(new Cycles.Step(closing.from(), closing.to(), Explanation.ASSUMED + assumed.size()));
        int[] path = order.pathNodes();
        for (int i = 1; i < path.length; i++) {
            int label = order.labelInto(path[i]);
            int from = nodes.graphNode(path[i - 1]);
            int to = nodes.graphNode(path[i]);
            if (label >= 0) {
                used.add(assumedBy.get(label));
                steps.add(new Cycles.Step(from, to, Explanation.ASSUMED + label));
            } else if (from != to) {
                steps.add(new Cycles.Step(from, to, kindOf(from, to, path[i - 1])));
            }
        }
        Explanation explanation = new Explanation(versions);
        Cycle cycle = explanation.named(explanation.dependencies(steps, withClosing));
        return new Proof(cycle, used);
    }

    private int kindOf(int from, int to, int event) {
        boolean fromStart = nodes.events && event < 2 * nodes.transactions && (event & 1) == 0;
        boolean fromCommit = nodes.events && event < 2 * nodes.transactions && (event & 1) == 1;
        for (int e = known.first(from); e < known.end(from); e++) {
            boolean rw = known.kind(e) == Graph.RW || known.kind(e) == Graph.PASS;
            boolean taken = known.isIn(e, mask) && !(rw && base == Base.PARALLEL_SNAPSHOT_ISOLATION);
            if (taken && known.target(e) == to && !(fromStart && !rw) && !(fromCommit && rw)) {
                return known.kind(e);
            }
        }
        throw new IllegalStateException("no edge between nodes " + from + " and " + to);
    }
}
