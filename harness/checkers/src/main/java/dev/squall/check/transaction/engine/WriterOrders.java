package dev.squall.check.transaction.engine;

import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.search.OrderSolver;
import java.util.Arrays;

/** Writers and external reads of the keys whose version order is not fully known. */
final class WriterOrders {

    /** Writers and reads of one key. */
    static final class Key {
        /** Installing writes: first those in known order, then those in unknown order, which the search sorts. */
        final int[] writes;
        /** Number of writes at the begin of {@code writes} whose order is known. */
        final int known;
        /** External reads. */
        final int[] reads;

        Key(int[] writes, int known, int[] reads) {
            this.writes = writes;
            this.known = known;
            this.reads = reads;
        }
    }

    private final Versions versions;
    final Key[] keys;

    /**
     * Collects the keys.
     *
     * @param all true to include keys whose version order is fully known
     */
    WriterOrders(Versions versions, boolean all) {
        this.versions = versions;
        TransactionHistory history = versions.history;
        Key[] some = new Key[history.keyCount()];
        int count = 0;
        for (int key = 0; key < history.keyCount(); key++) {
            Key found = of(key, all);
            if (found != null) {
                some[count++] = found;
            }
        }
        keys = Arrays.copyOf(some, count);
    }

    private Key of(int key, boolean all) {
        TransactionHistory history = versions.history;
        int from = versions.keyStart[key];
        int to = versions.keyStart[key + 1];
        int[] writes = new int[to - from + versions.chainLength(key)];
        int[] reads = new int[to - from];
        int written = 0;
        for (int place = 0; place < versions.chainLength(key); place++) {
            int write = versions.chainAt(key, place);
            if (versions.installs(write)) {
                writes[written++] = write;
            }
        }
        int known = written;
        int read = 0;
        for (int i = from; i < to; i++) {
            int o = versions.byKey[i];
            if (history.isRead(o)) {
                if (versions.source[o] >= Versions.INITIAL) {
                    reads[read++] = o;
                }
            } else if (versions.installs(o) && !versions.isInChain(o)) {
                writes[written++] = o;
            }
        }
        return written == known && !all
                ? null
                : new Key(Arrays.copyOf(writes, written), known, Arrays.copyOf(reads, read));
    }

    /** Sorts the writes of unknown order by the positions of their commits in the solver's order. */
    void sort(Key key, OrderSolver solver, EventNodes nodes) {
        long[] sorted = new long[key.writes.length - key.known];
        for (int i = 0; i < sorted.length; i++) {
            int write = key.writes[key.known + i];
            sorted[i] = (long) solver.position(nodes.commit(versions.owner[write])) << 32 | write;
        }
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length; i++) {
            key.writes[key.known + i] = (int) sorted[i];
        }
    }
}
