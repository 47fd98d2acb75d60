package dev.squall.check.transaction.engine;

import dev.squall.check.transaction.level.Anomaly.Kind;
import dev.squall.check.transaction.model.TransactionHistory;
import java.util.Arrays;

/**
 * Computation of sources of register reads, and of findings. A read whose value several transactions wrote stays
 * ambiguous.
 */
final class RegisterVersions {

    private final Versions versions;
    private final TransactionHistory history;
    private final IntLookup firstWrite = new IntLookup();
    /** Next write of the same value to the same key. */
    private final int[] nextWrite;

    RegisterVersions(Versions versions) {
        this.versions = versions;
        this.history = versions.history;
        this.nextWrite = new int[history.operationCount()];
    }

    void find() {
        for (int key = 0; key < history.keyCount(); key++) {
            int from = versions.keyStart[key];
            int to = versions.keyStart[key + 1];
            firstWrite.clear(to - from);
            for (int i = from; i < to; i++) {
                int o = versions.byKey[i];
                if (!history.isRead(o)) {
                    nextWrite[o] = firstWrite.put(history.value(o), o);
                }
            }
            findReads(from, to);
        }
        if (history.kind() == TransactionHistory.Kind.SET_ADD) {
            findPartialReads();
        }
    }

    /** Finds reads of sets that have some elements of another transaction and miss others. */
    private void findPartialReads() {
        int[] adds = new int[history.keyCount()];
        Arrays.fill(adds, -1);
        for (int o = 0; o < history.operationCount(); o++) {
            if (!history.isRead(o)) {
                adds[history.key(o)] = o;
            }
        }
        int[] seen = new int[history.size()];
        Arrays.fill(seen, -1);
        for (int o = 0; o < history.operationCount(); o++) {
            if (versions.source[o] >= 0) {
                seen[versions.owner[versions.source[o]]] = o;
            }
            boolean isLast = o + 1 == history.operationCount() || history.wholeRead(o + 1) != history.wholeRead(o);
            for (int read = history.wholeRead(o); isLast && read <= o; read++) {
                int add = versions.source[read] == Versions.INITIAL ? adds[history.key(read)] : -1;
                int other = add < 0 || versions.owner[add] == versions.owner[read] ? -1 : seen[versions.owner[add]];
                if (other >= 0 && history.wholeRead(other) == history.wholeRead(read)) {
                    versions.found(Kind.G1B, read, add, other);
                }
            }
        }
    }

    private void findReads(int from, int to) {
        int transaction = -1;
        int ownWrite = -1;
        int earlierRead = -1;
        for (int i = from; i < to; i++) {
            int o = versions.byKey[i];
            if (versions.owner[o] != transaction) {
                transaction = versions.owner[o];
                ownWrite = -1;
                earlierRead = -1;
            }
            if (!history.isOk(transaction)) {
                continue;
            }
            if (!history.isRead(o)) {
                ownWrite = o;
            } else if (history.isKnownRead(o)) {
                if (ownWrite >= 0) {
                    if (history.value(ownWrite) != history.value(o)) {
                        versions.found(Kind.LOST_OWN_WRITE, o, ownWrite);
                    }
                } else {
                    if (earlierRead >= 0 && history.value(earlierRead) != history.value(o)) {
                        versions.found(Kind.INTERNAL, o, earlierRead);
                    }
                    earlierRead = o;
                    findSource(o);
                }
            }
        }
    }

    private void findSource(int read) {
        int candidates = history.value(read) == history.initialValue() ? 1 : 0;
        int source = Versions.INITIAL;
        int aborted = -1;
        int intermediate = -1;
        int own = -1;
        for (int w = firstWrite.get(history.value(read)); w >= 0; w = nextWrite[w]) {
            int writer = versions.owner[w];
            if (writer == versions.owner[read]) {
                own = w;
            } else if (history.isFailed(writer)) {
                aborted = w;
            } else if (!versions.last[w]) {
                intermediate = w;
            } else {
                candidates++;
                source = w;
            }
        }
        if (candidates > 1) {
            versions.source[read] = Versions.AMBIGUOUS;
            versions.ambiguous.add(read);
        } else if (candidates == 1) {
            versions.source[read] = source;
            if (source >= 0) {
                versions.committed[versions.owner[source]] = true;
            }
        } else if (intermediate >= 0) {
            versions.found(Kind.G1B, read, intermediate);
        } else if (aborted >= 0) {
            versions.found(Kind.G1A, read, aborted);
        } else if (own >= 0) {
            versions.found(Kind.FUTURE_READ, read, own);
        } else {
            versions.found(Kind.GARBAGE_READ, read);
        }
    }
}
