package dev.squall.check.transaction.certificate;

import static dev.squall.check.transaction.certificate.CertificateVerifier.require;

import dev.squall.check.transaction.certificate.Certificate.CommitOrder;
import dev.squall.check.transaction.level.IsolationLevel.Base;
import dev.squall.check.transaction.level.IsolationLevel.Order;
import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Check of a commit order against the axioms of a level. The commit order must contain the level's order o and the
 * reads-from edges wr. Between the writer of a version and a reader of this version, no transaction that is visible to
 * the reader may write the key. Takes O(n squared / 64) for transitive levels.
 */
final class AxiomVerifier {

    private final TransactionHistory history;
    private final Base base;
    private final Order order;
    private final int[] commits;
    private final int[] chosen;
    private final int[] place;
    private final boolean lists;
    private final Map<Long, List<Integer>> writes = new HashMap<>();
    /** Places of each key's writers in commit order. */
    private final List<List<Integer>> writers = new ArrayList<>();

    AxiomVerifier(TransactionHistory history, Base base, Order order, CommitOrder certificate) {
        this.history = history;
        this.base = base;
        this.order = order;
        this.commits = certificate.transactions();
        this.chosen = certificate.sources();
        this.place = new int[history.size()];
        this.lists = history.kind() == Kind.LIST_APPEND;
        java.util.Arrays.fill(place, -1);
    }

    void verify() {
        ReplayVerifier.checkMembers(history, commits);
        ReplayVerifier.checkOrder(history, commits, order);
        for (int k = 0; k < history.keyCount(); k++) {
            writers.add(new ArrayList<>());
        }
        for (int i = 0; i < commits.length; i++) {
            place[commits[i]] = i;
            index(commits[i], i);
        }
        BitSet[] seen = base == Base.CAUSAL || base == Base.PARALLEL_SNAPSHOT_ISOLATION ? closure() : null;
        for (int t : commits) {
            for (int o = history.first(t); o < history.end(t) && history.isOk(t); o++) {
                if (history.isKnownRead(o)) {
                    verifyRead(t, o, seen);
                }
            }
        }
    }

    private void index(int t, int at) {
        for (int o = history.first(t); o < history.end(t); o++) {
            if (!history.isRead(o)) {
                writes.computeIfAbsent(name(o, history.value(o)), key -> new ArrayList<>())
                        .add(o);
                List<Integer> ofKey = writers.get(history.key(o));
                if (ofKey.isEmpty() || ofKey.get(ofKey.size() - 1) != at) {
                    ofKey.add(at);
                }
            }
        }
    }

    private long name(int operation, int value) {
        return (long) history.key(operation) << 32 | value & 0xffffffffL;
    }

    private void verifyRead(int t, int read, BitSet[] seen) {
        int own = lastOwn(t, read, history.first(t));
        if (lists) {
            verifyList(t, read);
        }
        if (own >= 0) {
            int last = lists ? (history.length(read) == 0 ? -1 : history.lastElement(read)) : history.value(read);
            require(last == history.value(own), "operation " + read + " does not read its own write");
            return;
        }
        if (base == Base.READ_UNCOMMITTED) {
            return;
        }
        int source = source(read);
        int from = source < 0 ? -1 : place[commits[source]];
        require(from < place[t], "operation " + read + " reads from a later transaction");
        List<Integer> ofKey = writers.get(history.key(read));
        for (int i = after(ofKey, from); i < ofKey.size() && ofKey.get(i) < place[t]; i++) {
            require(
                    !isVisible(commits[ofKey.get(i)], t, read, seen),
                    "operation " + read + " overlooks transaction " + commits[ofKey.get(i)]);
        }
        if (base.compareTo(Base.READ_ATOMIC) >= 0) {
            verifyRepeatable(t, read, source);
        }
    }

    private static int after(List<Integer> sorted, int place) {
        int at = java.util.Collections.binarySearch(sorted, place);
        return at < 0 ? -at - 1 : at + 1;
    }

    private void verifyRepeatable(int t, int read, int source) {
        for (int o = history.first(t); o < read; o++) {
            if (history.isKnownRead(o) && history.key(o) == history.key(read)) {
                require(source(o) == source, "operation " + read + " reads another version than " + o);
            }
        }
    }

    private int lastOwn(int t, int before, int from) {
        int own = -1;
        for (int o = from; o < before; o++) {
            own = !history.isRead(o) && history.key(o) == history.key(before) ? o : own;
        }
        return own;
    }

    /** Returns the place of the transaction whose version a read returned, or -1. */
    private int source(int read) {
        if (lists ? history.length(read) == 0 : isInitial(read)) {
            return -1;
        }
        int value = lists ? history.lastElement(read) : history.value(read);
        int write = chosen != null && chosen[read] >= 0 ? chosen[read] : uniqueWrite(read, value);
        require(
                !history.isRead(write) && history.key(write) == history.key(read) && history.value(write) == value,
                "operation " + read + " does not read what its source wrote");
        int owner = ownerOf(write);
        require(owner >= 0 && place[owner] >= 0, "operation " + read + " reads from no committed transaction");
        require(
                lastOwn(owner, read, write + 1, history.end(owner)) < 0,
                "operation " + read + " reads an intermediate version");
        return place[owner];
    }

    private boolean isInitial(int read) {
        boolean possible = history.value(read) == history.initialValue();
        return possible && (chosen == null ? !writes.containsKey(name(read, history.value(read))) : chosen[read] == -1);
    }

    private int lastOwn(int t, int read, int from, int to) {
        for (int o = from; o < to; o++) {
            if (!history.isRead(o) && history.key(o) == history.key(read)) {
                return o;
            }
        }
        return -1;
    }

    private int uniqueWrite(int read, int value) {
        List<Integer> found = new ArrayList<>();
        for (int write : writes.getOrDefault(name(read, value), List.of())) {
            int owner = ownerOf(write);
            if (read < history.first(owner) || read >= history.end(owner)) {
                if (lastOwn(owner, read, write + 1, history.end(owner)) < 0) {
                    found.add(write);
                }
            }
        }
        require(found.size() == 1, "operation " + read + " has " + found.size() + " sources");
        return found.get(0);
    }

    private int ownerOf(int operation) {
        return owners().get(operation);
    }

    private List<Integer> owners;

    private List<Integer> owners() {
        if (owners == null) {
            Integer[] all = new Integer[history.operationCount()];
            for (int t = 0; t < history.size(); t++) {
                for (int o = history.first(t); o < history.end(t); o++) {
                    all[o] = t;
                }
            }
            owners = List.of(all);
        }
        return owners;
    }

    /**
     * Checks that a list read equals a prefix of the appends in commit order. Under read uncommitted, elements of
     * uncommitted transactions are skipped.
     */
    private void verifyList(int t, int read) {
        int at = 0;
        boolean uncommitted = base == Base.READ_UNCOMMITTED;
        for (int writer : writers.get(history.key(read))) {
            for (int o = history.first(commits[writer]); o < history.end(commits[writer]); o++) {
                if (history.isRead(o) || history.key(o) != history.key(read)) {
                    continue;
                }
                while (uncommitted
                        && at < history.length(read)
                        && !writes.containsKey(name(read, history.element(read, at)))) {
                    at++;
                }
                if (at == history.length(read)) {
                    return;
                }
                require(
                        history.element(read, at++) == history.value(o),
                        "operation " + read + " of transaction " + t + " reads no prefix of the commit order");
            }
        }
        while (uncommitted && at < history.length(read) && !writes.containsKey(name(read, history.element(read, at)))) {
            at++;
        }
        require(at == history.length(read), "operation " + read + " reads more than was appended");
    }

    private boolean isVisible(int writer, int reader, int read, BitSet[] seen) {
        return switch (base) {
            case READ_COMMITTED -> false;
            case MONOTONIC_ATOMIC_VIEW -> readsFrom(reader, writer, read);
            case READ_ATOMIC -> readsFrom(reader, writer, history.end(reader)) || precedes(writer, reader);
            default -> seen[place[reader]].get(place[writer]);
        };
    }

    /** Returns true if a transaction reads from another before one of its operations. */
    private boolean readsFrom(int reader, int writer, int before) {
        for (int o = history.first(reader); o < before; o++) {
            if (history.isKnownRead(o) && lastOwn(reader, o, history.first(reader)) < 0 && source(o) == place[writer]) {
                return true;
            }
        }
        return false;
    }

    private boolean precedes(int before, int after) {
        if (!history.isOk(before)) {
            return false;
        }
        return order == Order.SESSION && history.process(before) == history.process(after) && before < after
                || order == Order.REAL_TIME && history.completion(before) < history.invocation(after);
    }

    /**
     * Returns the transactions visible to each transaction, by places: the transitive closure of o and wr, and of ww
     * for snapshot levels.
     */
    private BitSet[] closure() {
        BitSet[] seen = new BitSet[commits.length];
        for (int i = 0; i < commits.length; i++) {
            int t = commits[i];
            seen[i] = new BitSet(i);
            for (int j = 0; j < i; j++) {
                if (precedes(commits[j], t) && !seen[i].get(j)) {
                    see(seen, i, j);
                }
            }
            for (int o = history.first(t); o < history.end(t); o++) {
                boolean external = history.isKnownRead(o) && history.isOk(t) && lastOwn(t, o, history.first(t)) < 0;
                int source = external ? source(o) : -1;
                if (source >= 0) {
                    require(source < i, "operation " + o + " reads from a later transaction");
                    see(seen, i, source);
                } else if (!history.isRead(o) && base == Base.PARALLEL_SNAPSHOT_ISOLATION) {
                    List<Integer> ofKey = writers.get(history.key(o));
                    int at = java.util.Collections.binarySearch(ofKey, i);
                    if (at > 0) {
                        see(seen, i, ofKey.get(at - 1));
                    }
                }
            }
        }
        return seen;
    }

    private static void see(BitSet[] seen, int by, int what) {
        seen[by].set(what);
        seen[by].or(seen[what]);
    }
}
