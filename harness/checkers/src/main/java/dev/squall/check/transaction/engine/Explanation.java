package dev.squall.check.transaction.engine;

import dev.squall.check.transaction.certificate.Certificate.Cycle;
import dev.squall.check.transaction.certificate.Dependency;
import dev.squall.check.transaction.certificate.Dependency.Kind;
import dev.squall.check.transaction.level.Anomaly;
import dev.squall.check.transaction.level.IsolationLevel.Order;
import dev.squall.check.transaction.model.TransactionHistory;
import java.util.ArrayList;
import java.util.List;

/**
 * Conversion of cycles in a graph to certificates, with the operations that justify each edge and the anomaly's name.
 */
final class Explanation {

    private final Versions versions;
    private final TransactionHistory history;

    Explanation(Versions versions) {
        this.versions = versions;
        this.history = versions.history;
    }

    /** Returns the cycle of transactions for a cycle of the graph. */
    Cycle cycle(List<Cycles.Step> steps) {
        return named(dependencies(steps));
    }

    /** Smallest kind that denotes an assumed dependency; the kind minus this constant is its number. */
    static final int ASSUMED = 16;

    /** Returns the dependencies for a path or cycle of the graph; a path begins at a transaction. */
    List<Dependency> dependencies(List<Cycles.Step> steps) {
        return dependencies(steps, List.of());
    }

    /** Returns the dependencies for a cycle of the graph, some of whose edges are assumed. */
    List<Dependency> dependencies(List<Cycles.Step> steps, List<Dependency> assumed) {
        List<Dependency> edges = new ArrayList<>();
        int n = history.size();
        int rotation = 0;
        while (steps.get(rotation).from() >= n) {
            rotation++;
        }
        for (int i = 0; i < steps.size(); ) {
            Cycles.Step first = steps.get((rotation + i++) % steps.size());
            Cycles.Step last = first;
            while (last.to() >= n) {
                last = steps.get((rotation + i++) % steps.size());
            }
            edges.add(
                    first.kind() >= ASSUMED
                            ? assumed.get(first.kind() - ASSUMED)
                            : edge(first.from(), last.to(), first.kind()));
        }
        return edges;
    }

    /** Returns an edge with its justification. */
    Dependency edge(int from, int to, int kind) {
        return switch (kind) {
            case Graph.SESSION -> Dependency.ordered(from, to, Kind.SESSION);
            case Graph.REAL_TIME -> Dependency.ordered(from, to, Kind.REAL_TIME);
            case Graph.WR -> readsFrom(from, to);
            case Graph.WW -> overwrites(from, to);
            default -> misses(from, to);
        };
    }

    private Dependency readsFrom(int writer, int reader) {
        for (int o = history.first(reader); o < history.end(reader); o++) {
            if (history.isRead(o) && versions.source[o] >= 0 && versions.owner[versions.source[o]] == writer) {
                return Dependency.of(writer, reader, Kind.WR, versions.source[o], o, -1);
            }
        }
        throw new IllegalStateException("no read of transaction " + reader + " from " + writer);
    }

    private Dependency overwrites(int first, int second) {
        for (int later = history.first(second); later < history.end(second); later++) {
            if (history.isRead(later)) {
                continue;
            }
            int key = history.key(later);
            int witness = versions.longest[key];
            for (int o = history.first(first); o < history.end(first); o++) {
                if (versions.assumed().contains(o, later)) {
                    return Dependency.of(first, second, Kind.WW, o, later, -1);
                }
                if (witness >= 0 && !history.isRead(o) && history.key(o) == key) {
                    int place = place(witness, o);
                    int laterPlace = place(witness, later);
                    if (place >= 0 && (laterPlace < 0 || laterPlace > place)) {
                        return Dependency.of(first, second, Kind.WW, o, later, witness);
                    }
                }
            }
        }
        throw new IllegalStateException("no version of transaction " + second + " follows one of " + first);
    }

    private Dependency misses(int reader, int writer) {
        for (int o = history.first(reader); o < history.end(reader); o++) {
            if (!history.isRead(o) || versions.source[o] < Versions.INITIAL) {
                continue;
            }
            for (int w = history.first(writer); w < history.end(writer); w++) {
                boolean sameKey = !history.isRead(w) && history.key(w) == history.key(o);
                if (sameKey
                        && (history.kind() == TransactionHistory.Kind.LIST_APPEND
                                ? place(o, w) < 0
                                : versions.source[o] < 0 || versions.assumed().contains(versions.source[o], w))) {
                    return Dependency.of(reader, writer, Kind.RW, o, w, -1);
                }
            }
        }
        throw new IllegalStateException("no read of transaction " + reader + " misses " + writer);
    }

    private int place(int read, int write) {
        for (int i = 0; i < history.length(read); i++) {
            if (history.element(read, i) == history.value(write)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns a cycle with the name of its anomaly. */
    Cycle named(List<Dependency> edges) {
        int rw = 0;
        boolean wr = false;
        boolean adjacent = false;
        Order order = Order.NONE;
        for (int i = 0; i < edges.size(); i++) {
            Kind kind = edges.get(i).kind();
            wr |= kind == Kind.WR;
            if (kind == Kind.RW) {
                rw++;
                adjacent |= edges.get((i + 1) % edges.size()).kind() == Kind.RW && edges.size() > 1;
            }
            if (kind == Kind.REAL_TIME) {
                order = Order.REAL_TIME;
            } else if (kind == Kind.SESSION && order == Order.NONE) {
                order = Order.SESSION;
            }
        }
        return new Cycle(new Anomaly(kindOf(edges, rw, wr, adjacent), order), edges);
    }

    private Anomaly.Kind kindOf(List<Dependency> edges, int rw, boolean wr, boolean adjacent) {
        if (rw == 0) {
            return wr ? Anomaly.Kind.G1C : Anomaly.Kind.G0;
        }
        if (rw == 1) {
            return isLostUpdate(edges) ? Anomaly.Kind.LOST_UPDATE : Anomaly.Kind.G_SINGLE;
        }
        if (adjacent) {
            return rw == 2 && edges.size() == 2 ? Anomaly.Kind.WRITE_SKEW : Anomaly.Kind.G2_ITEM;
        }
        boolean longFork = edges.size() == 4
                && rw == 2
                && edges.stream().allMatch(it -> it.kind() == Kind.RW || it.kind() == Kind.WR);
        return longFork ? Anomaly.Kind.LONG_FORK : Anomaly.Kind.G_NONADJACENT;
    }

    /** Returns true if both transactions read the same version of a key and both wrote the key. */
    private boolean isLostUpdate(List<Dependency> edges) {
        if (edges.size() != 2 || edges.stream().noneMatch(it -> it.kind() == Kind.WW)) {
            return false;
        }
        Dependency rw = edges.get(edges.get(0).kind() == Kind.RW ? 0 : 1);
        int read = rw.fromOperation();
        for (int o = history.first(rw.to()); o < history.end(rw.to()); o++) {
            if (history.isRead(o)
                    && history.key(o) == history.key(read)
                    && versions.source[o] == versions.source[read]) {
                return edges.stream()
                        .filter(it -> it.kind() == Kind.WW)
                        .allMatch(it -> history.key(it.toOperation()) == history.key(read));
            }
        }
        return false;
    }
}
