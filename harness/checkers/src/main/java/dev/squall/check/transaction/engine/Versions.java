package dev.squall.check.transaction.engine;

import dev.squall.check.transaction.certificate.Certificate.Finding;
import dev.squall.check.transaction.level.Anomaly;
import dev.squall.check.transaction.level.Anomaly.Kind;
import dev.squall.check.transaction.model.TransactionHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Versions of keys that reads show, and findings, which are anomalies without a cycle. Each key has a chain of writes
 * in known order, and a tail of later writes in unknown order.
 *
 * <p>For lists, the chain is the longest list that was read. An append that no read contains comes after the chain,
 * since a list contains all earlier elements. For registers, the chain is empty.
 *
 * <p>An indeterminate transaction counts as committed if and only if a committed transaction read one of its writes.
 * Leaving out the other transactions affects no level, since no transaction depends on them. Takes O(operations +
 * elements of the longest lists), and more only if lists of one key disagree.
 */
public final class Versions {

    /** Source of a read that returned the initial state. */
    public static final int INITIAL = -1;
    /** Source of an operation that is not an external read. */
    public static final int NOT_EXTERNAL = -2;
    /** Source of a read whose value several transactions wrote. */
    public static final int AMBIGUOUS = -3;

    final TransactionHistory history;
    /** Transaction of each operation. */
    final int[] owner;
    /** Write that each external read returned, or one of the constants such as {@link #INITIAL}. */
    final int[] source;
    /** Element [o] is true if operation o is its transaction's last write to its key. */
    final boolean[] last;

    final boolean[] committed;
    /** Operations sorted by key; those of key k begin at {@code keyStart[k]}, in increasing order. */
    final int[] keyStart;

    final int[] byKey;
    /** Writes in the chains of lists; those of key k begin at {@code chainStart[k]}. */
    int[] chainStart;

    int[] chain = new int[64];
    /** Appends that are in a chain. */
    final java.util.BitSet inChain = new java.util.BitSet();
    /** Number of the read that returned the longest list of each key; -1 for a key without reads. */
    final int[] longest;
    /** Reads of registers whose source is ambiguous. */
    final List<Integer> ambiguous = new ArrayList<>();
    /** First finding of each kind. */
    final Map<Kind, Finding> findings = new EnumMap<>(Kind.class);
    /** True if a search chose the sources of ambiguous reads. */
    boolean chosen;
    /** Reason why the history cannot be decided; empty if it can. */
    String undecidable = "";

    private AssumedVersions assumed;

    private Versions(TransactionHistory history) {
        this.history = history;
        int operations = history.operationCount();
        this.owner = new int[operations];
        this.source = new int[operations];
        this.last = new boolean[operations];
        this.committed = new boolean[history.size()];
        this.longest = new int[history.keyCount()];
        for (int t = 0; t < history.size(); t++) {
            Arrays.fill(owner, history.first(t), history.end(t), t);
            committed[t] = history.isOk(t);
        }
        Arrays.fill(source, NOT_EXTERNAL);
        this.keyStart = new int[history.keyCount() + 1];
        this.byKey = sortByKey();
        markLast();
    }

    /** Computes the versions of a history. */
    public static Versions of(TransactionHistory history) {
        Versions versions = new Versions(history);
        if (history.kind() == TransactionHistory.Kind.LIST_APPEND) {
            new ListVersions(versions).find();
        } else {
            new RegisterVersions(versions).find();
        }
        return versions;
    }

    /** Creates a copy whose sources can be modified. */
    private Versions(Versions other) {
        this.history = other.history;
        this.owner = other.owner;
        this.source = other.source.clone();
        this.last = other.last;
        this.committed = other.committed.clone();
        this.keyStart = other.keyStart;
        this.byKey = other.byKey;
        this.longest = other.longest;
        this.ambiguous.addAll(other.ambiguous);
        this.findings.putAll(other.findings);
        this.chosen = true;
    }

    /** Returns a copy in which an ambiguous read has a given source; -1 is the initial state. */
    Versions choosing(int read, int write) {
        Versions copy = new Versions(this);
        copy.source[read] = write;
        if (write >= 0) {
            copy.committed[owner[write]] = true;
        }
        return copy;
    }

    /** Returns a copy in which reads that are still ambiguous imply no constraint. */
    Versions withoutAmbiguity() {
        Versions copy = new Versions(this);
        copy.ambiguous.clear();
        return copy;
    }

    /** Returns a copy in which only transactions that completed ok count as committed, as for read uncommitted. */
    Versions ofCompleted() {
        Versions copy = new Versions(this);
        for (int t = 0; t < history.size(); t++) {
            copy.committed[t] = history.isOk(t);
        }
        return copy;
    }

    private int[] sortByKey() {
        int operations = history.operationCount();
        for (int o = 0; o < operations; o++) {
            keyStart[history.key(o) + 1]++;
        }
        for (int k = 0; k < history.keyCount(); k++) {
            keyStart[k + 1] += keyStart[k];
        }
        int[] next = keyStart.clone();
        int[] sorted = new int[operations];
        for (int o = 0; o < operations; o++) {
            sorted[next[history.key(o)]++] = o;
        }
        return sorted;
    }

    private void markLast() {
        for (int k = 0; k < history.keyCount(); k++) {
            int later = -1;
            for (int i = keyStart[k + 1] - 1; i >= keyStart[k]; i--) {
                int o = byKey[i];
                if (!history.isRead(o)) {
                    last[o] = owner[o] != later;
                    later = owner[o];
                }
            }
        }
    }

    void found(Kind kind, Integer... operations) {
        findings.putIfAbsent(kind, new Finding(Anomaly.of(kind), List.of(operations)));
    }

    /** Returns the gravest finding that a base level proscribes; null if there is none. */
    Finding findingAgainst(dev.squall.check.transaction.level.IsolationLevel.Base base) {
        for (Finding finding : findings.values()) {
            if (base.implies(finding.anomaly().kind().weakest())) {
                return finding;
            }
        }
        return null;
    }

    /** Returns true if some read may have returned one of several writes. */
    public boolean isAmbiguous() {
        return !ambiguous.isEmpty();
    }

    /** Returns the history. */
    public TransactionHistory history() {
        return history;
    }

    /** Returns the findings, at most one of each kind. */
    public List<Finding> findings() {
        return List.copyOf(findings.values());
    }

    /** Returns the transaction of an operation. */
    public int owner(int operation) {
        return owner[operation];
    }

    /** Returns the write that an external read returned, or one of the constants. */
    public int source(int operation) {
        return source[operation];
    }

    /** Returns true if a transaction committed or must have committed. */
    public boolean isCommitted(int transaction) {
        return committed[transaction];
    }

    /** Returns true if the operation is the last write of its transaction to its key, and the transaction committed. */
    public boolean installs(int operation) {
        return last[operation] && committed[owner[operation]];
    }

    /** Returns the committed transactions among some nodes, in the given order. */
    int[] transactionsIn(int[] nodes) {
        return Arrays.stream(nodes)
                .filter(v -> v < history.size() && committed[v])
                .toArray();
    }

    /** Returns the assumed order of versions, for the present sources of reads. */
    AssumedVersions assumed() {
        if (assumed == null) {
            assumed = new AssumedVersions(this);
        }
        return assumed;
    }

    /** Returns the last write of a transaction to a key, or -1. */
    int writeOf(int transaction, int key) {
        for (int o = history.end(transaction) - 1; o >= history.first(transaction); o--) {
            if (!history.isRead(o) && history.key(o) == key) {
                return o;
            }
        }
        return -1;
    }

    /** Returns the sources of reads for a certificate; null if no source was chosen. */
    int[] sources() {
        return chosen ? source : null;
    }

    /** Returns true if a committed append is in the longest list of its key. */
    boolean isInChain(int write) {
        return inChain.get(write);
    }

    /** Returns the number of writes in the known order of a key; 0 for registers. */
    int chainLength(int key) {
        return chainStart == null ? 0 : chainStart[key + 1] - chainStart[key];
    }

    /** Returns the write of the element at a place in a key's longest list. */
    int chainAt(int key, int place) {
        return chain[chainStart[key] + place];
    }
}
