package dev.squall.check.transaction.engine;

import dev.squall.check.Meter;
import dev.squall.check.transaction.certificate.Certificate.Cycle;
import dev.squall.check.transaction.engine.Cycles.Shape;
import dev.squall.check.transaction.level.IsolationLevel.Base;
import dev.squall.check.transaction.level.IsolationLevel.Order;
import java.util.Arrays;
import java.util.List;

/**
 * Search for cycles of the dependencies that hold in every version order. A cycle that a level forbids refutes the
 * level. Without such a cycle, the level holds if all version orders are known; otherwise a search must find the
 * others.
 */
final class KnownOrders {

    private static final int SEARCHES = 64;

    private final Versions versions;
    private final Graph graph;
    private final Explanation explanation;
    private final Meter meter;

    KnownOrders(Versions versions, Meter meter) {
        this.versions = versions;
        this.meter = meter;
        int operations = versions.history.operationCount();
        int transactions = versions.history.size();
        meter.reserve(24L * operations + 60L * transactions);
        Graph edges = new Graph(transactions);
        Dependencies.add(versions, edges);
        Orders.addSessions(versions, edges);
        if (versions.history.hasRealTime()) {
            Orders.addRealTime(versions, edges);
        }
        this.graph = edges.seal();
        this.explanation = new Explanation(versions);
    }

    Graph graph() {
        return graph;
    }

    /** Returns the mask of the kinds of edges that matter to a level. */
    static int mask(Base base, Order order) {
        int orders = Orders.mask(order);
        return switch (base) {
            case READ_UNCOMMITTED -> orders | 1 << Graph.WW;
            case READ_COMMITTED -> orders | 1 << Graph.WW | 1 << Graph.WR;
            default -> orders | 1 << Graph.WW | 1 << Graph.WR | 1 << Graph.RW | 1 << Graph.PASS;
        };
    }

    /** Returns the strongly connected components for a level's mask. */
    Components components(Base base, Order order) {
        meter.checkTime();
        return new Components(graph, mask(base, order));
    }

    /**
     * Returns a cycle that a level forbids, or null if the known dependencies have none.
     *
     * @param components the strongly connected components of the dependency graph, with the edges that the level uses
     */
    Cycle violation(Base base, Order order, Components components) {
        if (components.isAcyclic()) {
            return null;
        }
        int mask = mask(base, order);
        int withoutRw = mask & ~(1 << Graph.RW | 1 << Graph.PASS);
        Part part = new Part(graph, components, mask, versions.history.size());
        Cycle found = null;
        if (base == Base.READ_UNCOMMITTED || base == Base.READ_COMMITTED) {
            return shortest(part, mask, Shape.NONE, part.all());
        }
        Components inner = new Components(part.graph, withoutRw);
        if (!inner.isAcyclic()) {
            return shortest(part, withoutRw, Shape.NONE, nodesOf(inner));
        }
        int reader = new SingleAntiDependency(part.graph, inner, mask, part.transactions, meter).reader();
        if (reader >= 0) {
            found = shortest(part, mask, Shape.ONE, new int[] {reader});
        }
        if (found == null && base != Base.PARALLEL_SNAPSHOT_ISOLATION) {
            int node = nonadjacent(part, mask);
            found = node < 0 ? null : shortest(part, mask, Shape.NONADJACENT, new int[] {node});
        }
        return found != null || base != Base.SERIALIZABLE ? found : shortest(part, mask, Shape.ANY, part.all());
    }

    private static int[] nodesOf(Components components) {
        return components.cyclic().stream().flatMapToInt(Arrays::stream).toArray();
    }

    /**
     * Returns a reader whose rw edge begins a cycle without adjacent rw edges; -1 if there is none. Such a cycle is a
     * cycle of starts and commits.
     */
    private int nonadjacent(Part part, int mask) {
        Graph events = SnapshotGraph.of(part.graph, part.transactions, mask);
        Components components = new Components(events, Graph.ALL);
        for (int[] nodes : components.cyclic()) {
            for (int node : nodes) {
                for (int e = events.first(node); e < events.end(node); e++) {
                    boolean inside = components.component[events.target(e)] == components.component[node];
                    if (inside && events.kind(e) == Graph.RW) {
                        return node / 2;
                    }
                }
            }
        }
        return -1;
    }

    private Cycle shortest(Part part, int mask, Shape shape, int[] starts) {
        int[] transactions =
                Arrays.stream(starts).filter(node -> node < part.transactions).toArray();
        List<Cycles.Step> steps = new Cycles(part.graph, mask).shortestOf(transactions, shape, meter, SEARCHES);
        return explanation.cycle(part.original(steps));
    }

    /** Subgraph of the cyclic components, with renumbered nodes; transactions come first. */
    private static final class Part {

        private final int[] names;
        private final int transactions;
        private final Graph graph;

        Part(Graph whole, Components components, int mask, int size) {
            names = nodesOf(components);
            Arrays.sort(names);
            int first = Arrays.binarySearch(names, size);
            transactions = first < 0 ? -first - 1 : first;
            int[] numbers = new int[whole.nodes()];
            Arrays.fill(numbers, -1);
            for (int i = 0; i < names.length; i++) {
                numbers[names[i]] = i;
            }
            graph = new Graph(names.length);
            for (int i = 0; i < names.length; i++) {
                int node = names[i];
                for (int e = whole.first(node); e < whole.end(node); e++) {
                    int target = whole.target(e);
                    if (whole.isIn(e, mask) && components.component[target] == components.component[node]) {
                        graph.add(i, numbers[target], whole.kind(e));
                    }
                }
            }
            graph.seal();
        }

        int[] all() {
            int[] all = new int[transactions];
            Arrays.setAll(all, i -> i);
            return all;
        }

        List<Cycles.Step> original(List<Cycles.Step> steps) {
            return steps.stream()
                    .map(it -> new Cycles.Step(names[it.from()], names[it.to()], it.kind()))
                    .toList();
        }
    }
}
