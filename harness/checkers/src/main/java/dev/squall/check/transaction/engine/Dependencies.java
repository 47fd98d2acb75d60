package dev.squall.check.transaction.engine;

import dev.squall.check.transaction.model.TransactionHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Dependencies between committed transactions that hold in every version order. The wr edges lead from writers to
 * readers. The ww edges lead along each known chain and from its end to its tail. The rw edges lead from each reader to
 * the writer of the next version. Only neighbours in a chain are connected, so that the number of edges is linear in
 * operations and elements.
 */
final class Dependencies {

    private final Versions versions;
    private final TransactionHistory history;
    private final Graph graph;
    private int[] tail = new int[16];
    private int tailCount;
    private int[] readers = new int[16];
    private int readerCount;

    private Dependencies(Versions versions, Graph graph) {
        this.versions = versions;
        this.history = versions.history;
        this.graph = graph;
    }

    /** Adds all dependencies to a graph whose first nodes are the transactions. */
    static void add(Versions versions, Graph graph) {
        Dependencies dependencies = new Dependencies(versions, graph);
        for (int key = 0; key < versions.history.keyCount(); key++) {
            dependencies.addKey(key);
        }
    }

    private void addKey(int key) {
        int length = versions.chainLength(key);
        addChain(key, length);
        tailCount = 0;
        readerCount = 0;
        for (int i = versions.keyStart[key]; i < versions.keyStart[key + 1]; i++) {
            int o = versions.byKey[i];
            if (!history.isRead(o)) {
                if (versions.installs(o) && !isChained(key, length, o)) {
                    tail = addTo(tail, tailCount++, versions.owner[o]);
                }
            } else if (versions.source[o] >= Versions.INITIAL) {
                addRead(key, length, o);
            }
        }
        addTail(key, length);
        addAssumed(key);
    }

    /** Adds the assumed order of a register's versions, and the readers that miss the newer one of two versions. */
    private void addAssumed(int key) {
        List<AssumedVersions.Pair> pairs = versions.assumed().of(key);
        if (pairs.isEmpty()) {
            return;
        }
        Map<Integer, List<Integer>> readersOf = new HashMap<>();
        for (int i = versions.keyStart[key]; i < versions.keyStart[key + 1]; i++) {
            int o = versions.byKey[i];
            if (history.isRead(o) && versions.source[o] >= 0) {
                readersOf
                        .computeIfAbsent(versions.source[o], write -> new ArrayList<>())
                        .add(versions.owner[o]);
            }
        }
        for (AssumedVersions.Pair pair : pairs) {
            int writer = versions.owner[pair.newer()];
            if (versions.owner[pair.older()] != writer) {
                graph.add(versions.owner[pair.older()], writer, Graph.WW);
            }
            for (int reader : readersOf.getOrDefault(pair.older(), List.of())) {
                if (reader != writer) {
                    graph.add(reader, writer, Graph.RW);
                }
            }
        }
    }

    /** Returns true if a write is in the key's chain; writes of registers never are. */
    private boolean isChained(int key, int length, int write) {
        return length > 0 && versions.isInChain(write);
    }

    private void addChain(int key, int length) {
        int previous = -1;
        for (int place = 0; place < length; place++) {
            int write = versions.chainAt(key, place);
            int writer = write < 0 ? -1 : versions.owner[write];
            if (writer >= 0 && versions.committed[writer]) {
                if (previous >= 0 && previous != writer) {
                    graph.add(previous, writer, Graph.WW);
                }
                previous = writer;
            }
        }
    }

    private void addRead(int key, int length, int read) {
        int reader = versions.owner[read];
        int source = versions.source[read];
        if (source >= 0 && versions.committed[versions.owner[source]]) {
            graph.add(versions.owner[source], reader, Graph.WR);
        }
        if (versions.chainStart == null) {
            if (source == Versions.INITIAL) {
                readers = addTo(readers, readerCount++, reader);
            }
            return;
        }
        int place = history.length(read);
        if (place == length) {
            readers = addTo(readers, readerCount++, reader);
        } else if (place < length) {
            int next = versions.chainAt(key, place);
            if (next >= 0 && versions.committed[versions.owner[next]] && versions.owner[next] != reader) {
                graph.add(reader, versions.owner[next], Graph.RW);
            }
        }
    }

    private void addTail(int key, int length) {
        int end = length == 0 ? -1 : versions.chainAt(key, length - 1);
        if (end >= 0 && versions.committed[versions.owner[end]]) {
            for (int i = 0; i < tailCount; i++) {
                if (tail[i] != versions.owner[end]) {
                    graph.add(versions.owner[end], tail[i], Graph.WW);
                }
            }
        }
        if ((long) readerCount * tailCount <= 2L * (readerCount + tailCount)) {
            for (int r = 0; r < readerCount; r++) {
                for (int i = 0; i < tailCount; i++) {
                    if (tail[i] != readers[r]) {
                        graph.add(readers[r], tail[i], Graph.RW);
                    }
                }
            }
        } else {
            addFan();
        }
    }

    /**
     * Connects each reader to each write of the tail except its own, by a linear number of edges. Auxiliary nodes lead
     * to all writes up to a place, or from a place on. Writes of the tail are in the order of their transactions.
     */
    private void addFan() {
        int[] upTo = new int[tailCount];
        int[] onFrom = new int[tailCount];
        for (int i = 0; i < tailCount; i++) {
            upTo[i] = graph.addNode();
            graph.add(upTo[i], tail[i], Graph.PASS);
            if (i > 0) {
                graph.add(upTo[i], upTo[i - 1], Graph.PASS);
            }
        }
        for (int i = tailCount - 1; i >= 0; i--) {
            onFrom[i] = graph.addNode();
            graph.add(onFrom[i], tail[i], Graph.PASS);
            if (i + 1 < tailCount) {
                graph.add(onFrom[i], onFrom[i + 1], Graph.PASS);
            }
        }
        IntLookup placeOf = new IntLookup();
        placeOf.clear(tailCount);
        for (int i = 0; i < tailCount; i++) {
            placeOf.put(tail[i], i);
        }
        for (int r = 0; r < readerCount; r++) {
            int own = placeOf.get(readers[r]);
            if (own < 0) {
                graph.add(readers[r], onFrom[0], Graph.RW);
                continue;
            }
            if (own > 0) {
                graph.add(readers[r], upTo[own - 1], Graph.RW);
            }
            if (own + 1 < tailCount) {
                graph.add(readers[r], onFrom[own + 1], Graph.RW);
            }
        }
    }

    private static int[] addTo(int[] array, int at, int value) {
        int[] room = at < array.length ? array : java.util.Arrays.copyOf(array, 2 * at);
        room[at] = value;
        return room;
    }
}
