package dev.squall.check.transaction.engine;

import dev.squall.check.Meter;
import dev.squall.check.transaction.certificate.Certificate.CommitOrder;
import dev.squall.check.transaction.certificate.Certificate.Cycle;
import dev.squall.check.transaction.certificate.Dependency;
import dev.squall.check.transaction.certificate.Dependency.Kind;
import dev.squall.check.transaction.level.Anomaly;
import dev.squall.check.transaction.level.IsolationLevel.Base;
import dev.squall.check.transaction.level.IsolationLevel.Order;
import dev.squall.check.transaction.model.TransactionHistory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Engine for monotonic atomic view, read atomic and causal, whose axioms determine an order of writers. If T3 reads x
 * of T1, and T2 writes x and is visible to T3, then T2 commits before T1. A level holds if and only if these orders and
 * the known orders together have no cycle. Without a cycle, each topological order is a commit order that satisfies the
 * axioms.
 *
 * <p>If session order is required, only the last visible writer of each session gets an edge, since earlier writers
 * precede it. Without session order, all directly visible writers get an edge. {@link VisibleWriters} states the cost.
 *
 * <p>Source: R. Biswas and C. Enea, On the complexity of checking transactional consistency, 2019; L. Møldrup and A.
 * Pavlogiannis, AWDIT, 2025.
 */
final class CommitOrders {

    private final Versions versions;
    private final TransactionHistory history;
    private final Base base;
    private final Order order;
    private final Graph causal;
    private final Graph graph;
    private final Meter meter;

    private int[] refuted;
    private Components all;

    CommitOrders(Versions versions, Graph known, Base base, Order order, Meter meter) {
        this.versions = versions;
        this.history = versions.history;
        this.base = base;
        this.order = order;
        this.meter = meter;
        this.causal = known;
        int mask = KnownOrders.mask(Base.READ_COMMITTED, order);
        this.graph = new Graph(known.nodes());
        for (int v = 0; v < known.nodes(); v++) {
            for (int e = known.first(v); e < known.end(v); e++) {
                if (known.isIn(e, mask)) {
                    graph.add(v, known.target(e), known.kind(e));
                }
            }
        }
    }

    /**
     * Decides the level.
     *
     * @param components the components of the graph of known dependencies for read committed, which has no cycle
     */
    Decision decide(Components components) {
        new VisibleWriters(versions, base, order, this::derive, meter).find(causal, components.order());
        if (refuted != null) {
            return Decision.violation(initialRefutation());
        }
        graph.seal();
        all = new Components(graph, Graph.ALL);
        if (all.isAcyclic()) {
            return Decision.valid(new CommitOrder(versions.transactionsIn(all.order()), versions.sources()));
        }
        List<Cycles.Step> best = null;
        for (int[] nodes : all.cyclic()) {
            int[] transactions =
                    Arrays.stream(nodes).filter(v -> v < history.size()).toArray();
            List<Cycles.Step> steps =
                    new Cycles(graph, Graph.ALL).shortestOf(transactions, Cycles.Shape.ANY, meter, 16);
            best = best == null || steps.size() < best.size() ? steps : best;
        }
        return Decision.violation(explain(best, components));
    }

    /** Adds the edge from a visible write's transaction to the source of a read. */
    private void derive(int write, int read) {
        int source = versions.source[read];
        if (source == Versions.INITIAL) {
            refuted = refuted == null ? new int[] {write, read} : refuted;
        } else if (source >= 0 && versions.owner[source] != versions.owner[write]) {
            graph.add(versions.owner[write], versions.owner[source], Graph.DERIVED);
            meter.reserve(Long.BYTES);
        }
    }

    /**
     * Returns a cycle with the name of its anomaly. A transaction that misses a write before it in session or real-time
     * order is a G-single.
     */
    private Cycle named(List<Dependency> edges) {
        Order strongest = Order.NONE;
        for (Dependency edge : edges) {
            strongest = strongest.includes(orderOf(edge)) ? strongest : orderOf(edge);
            for (Dependency step : edge.path()) {
                strongest = strongest.includes(orderOf(step)) ? strongest : orderOf(step);
            }
        }
        boolean stale = edges.get(0).to() < 0 && strongest != Order.NONE;
        Anomaly.Kind kind =
                switch (base) {
                    case MONOTONIC_ATOMIC_VIEW -> Anomaly.Kind.NON_MONOTONIC_VIEW;
                    case READ_ATOMIC -> stale ? Anomaly.Kind.G_SINGLE : Anomaly.Kind.FRACTURED_READ;
                    default -> Anomaly.Kind.CAUSAL_VIOLATION;
                };
        return new Cycle(new Anomaly(kind, strongest), edges);
    }

    private static Order orderOf(Dependency edge) {
        return switch (edge.kind()) {
            case SESSION -> Order.SESSION;
            case REAL_TIME -> Order.REAL_TIME;
            default -> Order.NONE;
        };
    }

    private Cycle initialRefutation() {
        Dependency edge = commitsBefore(refuted[0], -1, refuted[1]);
        return named(List.of(edge));
    }

    private Cycle explain(List<Cycles.Step> steps, Components components) {
        Map<Long, Integer> witnesses = witnesses(components);
        Explanation explanation = new Explanation(versions);
        List<Dependency> edges = new ArrayList<>();
        int rotation = 0;
        while (steps.get(rotation).from() >= history.size()) {
            rotation++;
        }
        for (int i = 0; i < steps.size(); ) {
            Cycles.Step first = steps.get((rotation + i++) % steps.size());
            Cycles.Step last = first;
            while (last.to() >= history.size()) {
                last = steps.get((rotation + i++) % steps.size());
            }
            if (first.kind() == Graph.DERIVED) {
                int read = witnesses.get((long) first.from() << 32 | last.to());
                edges.add(
                        commitsBefore(versions.writeOf(first.from(), history.key(read)), versions.source[read], read));
            } else {
                edges.add(explanation.edge(first.from(), last.to(), first.kind()));
            }
        }
        return named(edges);
    }

    /**
     * Returns a read that implies each derived edge, by the edge's two writers. Only the edges of a cycle need a read,
     * so the engine recomputes these reads instead of storing all.
     */
    private Map<Long, Integer> witnesses(Components components) {
        Map<Long, Integer> witnesses = new HashMap<>();
        VisibleWriters.Sink sink = (write, read) -> {
            int source = versions.source[read];
            if (source >= 0 && all.component[versions.owner[write]] == all.component[versions.owner[source]]) {
                witnesses.putIfAbsent((long) versions.owner[write] << 32 | versions.owner[source], read);
            }
        };
        new VisibleWriters(versions, base, order, sink, meter).find(causal, components.order());
        return witnesses;
    }

    private Dependency commitsBefore(int write, int source, int read) {
        int from = versions.owner[write];
        int reader = versions.owner[read];
        List<Dependency> path = base == Base.CAUSAL ? causalPath(from, reader) : List.of(direct(from, reader, read));
        return new Dependency(
                from, source < 0 ? -1 : versions.owner[source], Kind.COMMITS_BEFORE, write, source, read, path);
    }

    /** Returns the edge that makes a writer visible to a read; for monotonic atomic view, the earlier read. */
    private Dependency direct(int writer, int reader, int read) {
        if (base == Base.READ_ATOMIC
                && Orders.precedes(history, writer, reader, Order.SESSION)
                && order != Order.NONE) {
            return Dependency.ordered(writer, reader, Kind.SESSION);
        }
        if (base == Base.READ_ATOMIC && Orders.precedes(history, writer, reader, order)) {
            return Dependency.ordered(writer, reader, Kind.REAL_TIME);
        }
        return new Explanation(versions).edge(writer, reader, Graph.WR);
    }

    private List<Dependency> causalPath(int from, int to) {
        Map<Integer, Cycles.Step> parents = new HashMap<>();
        ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(from));
        int mask = Orders.mask(order) | 1 << Graph.WR;
        while (!queue.isEmpty() && !parents.containsKey(to)) {
            int v = queue.remove();
            for (int e = causal.first(v); e < causal.end(v); e++) {
                int w = causal.target(e);
                if (causal.isIn(e, mask) && w != from && !parents.containsKey(w)) {
                    parents.put(w, new Cycles.Step(v, w, causal.kind(e)));
                    queue.add(w);
                }
            }
        }
        List<Cycles.Step> steps = new ArrayList<>();
        for (int v = to; v != from; v = steps.get(0).from()) {
            steps.add(0, parents.get(v));
        }
        return new Explanation(versions).dependencies(steps);
    }
}
