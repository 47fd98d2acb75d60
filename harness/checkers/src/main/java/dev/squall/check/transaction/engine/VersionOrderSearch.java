package dev.squall.check.transaction.engine;

import dev.squall.check.Meter;
import dev.squall.check.transaction.certificate.Certificate;
import dev.squall.check.transaction.certificate.Certificate.CommitOrder;
import dev.squall.check.transaction.certificate.Certificate.SnapshotOrder;
import dev.squall.check.transaction.level.IsolationLevel.Base;
import dev.squall.check.transaction.level.IsolationLevel.Order;
import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.search.OrderSolver;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Search for version orders that satisfy parallel snapshot isolation, snapshot isolation or serializability, if reads
 * do not determine them. A condition on writers is added only when the current order violates it.
 *
 * <ul>
 *   <li>If T3 reads x from T1 and T2 is another writer of x, then T2 is before T1 or T3 is before T2.
 *   <li>Snapshot levels: for two writers of one key, one commits before the other starts.
 *   <li>Parallel snapshot isolation: no path of o, wr and ww leads from T2 to T3 if T1 is before T2.
 * </ul>
 *
 * <p>The problem is NP-complete (Papadimitriou 1979); the budget limits the search.
 */
final class VersionOrderSearch {

    private static final int CLAUSES_PER_READ = 8;

    /** Two writes of one key whose version order the search decided. */
    record Pair(int first, int second) {}

    private final Versions versions;
    private final TransactionHistory history;
    private final Graph known;
    private final Base base;
    private final int mask;
    private final Meter meter;
    private final EventNodes nodes;
    private final WriterOrders orders;
    private final IntLookup place = new IntLookup();
    private final Set<Pair> pairs = new LinkedHashSet<>();

    VersionOrderSearch(Versions versions, Graph known, Base base, Order order, Meter meter) {
        this.versions = versions;
        this.history = versions.history;
        this.known = known;
        this.base = base;
        this.mask = KnownOrders.mask(base, order);
        this.meter = meter;
        meter.reserve(16L * known.edges() + 32L * known.nodes());
        this.nodes = new EventNodes(known, history.size(), mask, base);
        this.orders = new WriterOrders(versions, base == Base.PARALLEL_SNAPSHOT_ISOLATION);
    }

    Decision decide() {
        OrderSolver solver = new OrderSolver(nodes.count, nodes.from, nodes.to, nodes.edges, ranks(), meter);
        if (base == Base.PARALLEL_SNAPSHOT_ISOLATION) {
            solver.decidingAll();
        }
        if (solver.solve(this::refine)) {
            return Decision.valid(certificate(solver));
        }
        return Decision.violation(new CaseTree(versions, known, base, mask, nodes, orders, pairs, meter).refutation());
    }

    /** Returns the rank of each node: the invocation for starts, the completion for commits. */
    private int[] ranks() {
        int[] ranks = new int[nodes.count];
        Arrays.fill(ranks, -1);
        for (int t = 0; t < history.size(); t++) {
            ranks[nodes.start(t)] = history.invocation(t);
            ranks[nodes.commit(t)] = history.isOk(t) ? history.completion(t) : history.invocation(t);
        }
        return ranks;
    }

    private void refine(OrderSolver solver) {
        boolean undecided = false;
        for (WriterOrders.Key key : orders.keys) {
            meter.step();
            orders.sort(key, solver, nodes);
            if (base != Base.SERIALIZABLE) {
                undecided |= requireOrder(key, solver);
            }
            if (base != Base.PARALLEL_SNAPSHOT_ISOLATION) {
                requireReads(key, solver);
            }
        }
        if (base == Base.PARALLEL_SNAPSHOT_ISOLATION && !undecided) {
            for (WriterOrders.Key key : orders.keys) {
                forbidPaths(key, solver);
            }
        }
    }

    /**
     * Requires an order between neighbouring writes of unknown order. Returns true if the solver's order leaves two
     * neighbours undecided.
     */
    private boolean requireOrder(WriterOrders.Key key, OrderSolver solver) {
        boolean missing = false;
        for (int i = key.known; i + 1 < key.writes.length; i++) {
            int a = versions.owner[key.writes[i]];
            int b = versions.owner[key.writes[i + 1]];
            int before = solver.literal(nodes.commit(a), nodes.start(b));
            boolean holds = base == Base.SNAPSHOT_ISOLATION
                    ? solver.position(nodes.commit(a)) < solver.position(nodes.start(b))
                    : solver.isTrue(before);
            if (!holds) {
                solver.require(before, solver.literal(nodes.commit(b), nodes.start(a)));
                pairs.add(new Pair(key.writes[i], key.writes[i + 1]));
                missing = true;
            }
        }
        return missing;
    }

    private void indexPlaces(WriterOrders.Key key) {
        place.clear(key.writes.length);
        for (int i = 0; i < key.writes.length; i++) {
            place.put(versions.owner[key.writes[i]], i);
        }
    }

    private int nextPlace(int read) {
        int source = versions.source[read];
        return source < 0 ? 0 : place.get(versions.owner[source]) + 1;
    }

    /** Requires that no version is committed between a read's version and the read. */
    private void requireReads(WriterOrders.Key key, OrderSolver solver) {
        indexPlaces(key);
        for (int read : key.reads) {
            int reader = versions.owner[read];
            int source = versions.source[read];
            int start = nodes.start(reader);
            int required = 0;
            for (int i = nextPlace(read); i < key.writes.length && required < CLAUSES_PER_READ; i++) {
                int writer = versions.owner[key.writes[i]];
                if (writer == reader) {
                    continue;
                }
                if (solver.position(nodes.commit(writer)) > solver.position(start)) {
                    break;
                }
                int after = solver.literal(start, nodes.commit(writer));
                if (source < 0) {
                    solver.require(after, after);
                } else {
                    int origin = versions.owner[source];
                    solver.require(solver.literal(nodes.commit(writer), nodes.start(origin)), after);
                    pairs.add(new Pair(source, key.writes[i]));
                }
                required++;
            }
        }
    }

    /** Forbids paths to a reader from the writer that follows the reader's version. */
    private void forbidPaths(WriterOrders.Key key, OrderSolver solver) {
        indexPlaces(key);
        for (int read : key.reads) {
            int reader = versions.owner[read];
            int source = versions.source[read];
            int at = nextPlace(read);
            if (at >= key.writes.length || versions.owner[key.writes[at]] == reader) {
                continue;
            }
            int writer = versions.owner[key.writes[at]];
            if (solver.reaches(writer, reader)) {
                int[] path = solver.path();
                if (source >= 0 && at > key.known) {
                    path = Arrays.copyOf(path, path.length + 1);
                    path[path.length - 1] = solver.literal(versions.owner[source], writer);
                }
                solver.forbid(Arrays.stream(path).distinct().toArray());
            }
        }
    }

    private Certificate certificate(OrderSolver solver) {
        long[] sorted = new long[nodes.events ? 2 * history.size() : history.size()];
        int count = 0;
        for (int t = 0; t < history.size(); t++) {
            if (versions.committed[t]) {
                sorted[count++] = (long) solver.position(nodes.commit(t)) << 32 | nodes.commit(t);
                if (nodes.events) {
                    sorted[count++] = (long) solver.position(nodes.start(t)) << 32 | nodes.start(t);
                }
            }
        }
        Arrays.sort(sorted, 0, count);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = (int) sorted[i];
        }
        return nodes.events ? new SnapshotOrder(order) : new CommitOrder(order, versions.sources());
    }
}
