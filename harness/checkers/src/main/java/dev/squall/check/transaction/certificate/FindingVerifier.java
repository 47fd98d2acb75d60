package dev.squall.check.transaction.certificate;

import static dev.squall.check.transaction.certificate.CertificateVerifier.require;

import dev.squall.check.transaction.certificate.Certificate.Finding;
import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Verifier of findings, which are violations by a few operations. The verifier looks up facts by scanning the history's
 * operations.
 */
final class FindingVerifier {

    static final int INITIAL = -1;
    static final int NONE = -2;

    private final TransactionHistory history;
    private final boolean lists;
    private final int[] owners;

    FindingVerifier(TransactionHistory history) {
        this.history = history;
        this.lists = history.kind() == Kind.LIST_APPEND;
        this.owners = new int[history.operationCount()];
        for (int t = 0; t < history.size(); t++) {
            java.util.Arrays.fill(owners, history.first(t), history.end(t), t);
        }
    }

    int owner(int operation) {
        return owners[operation];
    }

    /** Returns true if a transaction reads a key before it wrote the key itself. */
    boolean isExternal(int read) {
        return history.isKnownRead(read) && history.isOk(owners[read]) && ownBefore(read) < 0;
    }

    private int ownBefore(int read) {
        for (int o = read - 1; o >= history.first(owners[read]); o--) {
            if (!history.isRead(o) && history.key(o) == history.key(read)) {
                return o;
            }
        }
        return -1;
    }

    private boolean isLast(int write) {
        for (int o = write + 1; o < history.end(owners[write]); o++) {
            if (!history.isRead(o) && history.key(o) == history.key(write)) {
                return false;
            }
        }
        return true;
    }

    private List<Integer> writesOf(int key, int value) {
        List<Integer> writes = new ArrayList<>();
        for (int o = 0; o < owners.length; o++) {
            if (!history.isRead(o) && history.key(o) == key && history.value(o) == value) {
                writes.add(o);
            }
        }
        return writes;
    }

    private int seenValue(int read) {
        return lists ? history.lastElement(read) : history.value(read);
    }

    /** Returns the writes of other transactions that a read may have returned, with -1 for the initial state. */
    List<Integer> candidates(int read) {
        List<Integer> candidates = new ArrayList<>();
        if (lists ? history.length(read) == 0 : history.value(read) == history.initialValue()) {
            candidates.add(INITIAL);
        }
        if (!lists || history.length(read) > 0) {
            for (int write : writesOf(history.key(read), seenValue(read))) {
                if (owners[write] != owners[read] && isLast(write) && !history.isFailed(owners[write])) {
                    candidates.add(write);
                }
            }
        }
        return candidates;
    }

    /**
     * Returns the only possible source of an external read; {@link #NONE} if the read has no or several possible
     * sources.
     */
    int source(int read) {
        List<Integer> candidates = isExternal(read) ? candidates(read) : List.of();
        return candidates.size() == 1 ? candidates.get(0) : NONE;
    }

    boolean contains(int read, int value) {
        return place(read, value) >= 0;
    }

    private int place(int read, int value) {
        for (int i = 0; i < history.length(read); i++) {
            if (history.element(read, i) == value) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Returns true if a list read is committed and contains the first append, but not the second append before the
     * first.
     */
    boolean showsOrder(int read, int first, int second) {
        if (!lists || read < 0 || !history.isKnownRead(read) || !history.isOk(owners[read])) {
            return false;
        }
        boolean sameKey = history.key(read) == history.key(first) && history.key(read) == history.key(second);
        int place = place(read, history.value(first));
        int later = place(read, history.value(second));
        return sameKey
                && !history.isRead(first)
                && !history.isRead(second)
                && place >= 0
                && (later < 0 || later > place);
    }

    /** Returns true if some committed transaction must have read from the given one. */
    boolean isRead(int transaction) {
        for (int o = history.first(transaction); o < history.end(transaction); o++) {
            for (int read = 0; read < owners.length && !history.isRead(o); read++) {
                boolean sees = history.isKnownRead(read)
                        && history.isOk(owners[read])
                        && history.key(read) == history.key(o)
                        && owners[read] != transaction;
                if (sees && (lists ? contains(read, history.value(o)) : source(read) == o)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns true if one read of a set misses an element, and has another element of the same transaction. */
    private boolean isPartial(int missing, int add, int present) {
        return !history.isRead(add)
                && owners[add] != owners[missing]
                && history.value(missing) == history.initialValue()
                && history.wholeRead(missing) == history.wholeRead(present)
                && source(present) >= 0
                && owners[source(present)] == owners[add];
    }

    void verify(Finding finding) {
        int read = finding.operations().get(0);
        int other = finding.operations().size() > 1 ? finding.operations().get(1) : -1;
        require(history.isKnownRead(read) && history.isOk(owners[read]), "no read of a committed transaction");
        require(other < 0 || history.key(other) == history.key(read), "the operations are of two keys");
        boolean shown =
                switch (finding.anomaly().kind()) {
                    case GARBAGE_READ -> isGarbage(read);
                    case DUPLICATE_ELEMENTS -> hasDuplicate(read);
                    case FUTURE_READ ->
                        owners[other] == owners[read]
                                && other > read
                                && (lists ? contains(read, history.value(other)) : isOnlyOwn(read));
                    case LOST_OWN_WRITE ->
                        ownBefore(read) == other
                                && (lists && history.length(read) == 0 || seenValue(read) != history.value(other));
                    case INTERNAL -> owners[other] == owners[read] && isInternal(read);
                    case G1A, DIRTY_UPDATE ->
                        history.isFailed(owners[other])
                                && (lists
                                        ? contains(read, history.value(other))
                                        : candidates(read).isEmpty());
                    case G1B ->
                        history.kind() == Kind.SET_ADD
                                ? isPartial(read, other, finding.operations().get(2))
                                : owners[other] != owners[read]
                                        && !isLast(other)
                                        && seenValue(read) == history.value(other)
                                        && candidates(read).isEmpty();
                    case INCOMPATIBLE_ORDER ->
                        finding.operations().size() == 3
                                ? isAgainstProgram(
                                        read, other, finding.operations().get(2), false)
                                : differ(elements(read, false), elements(other, false));
                    case CYCLIC_VERSIONS ->
                        finding.operations().size() == 3
                                ? isAgainstProgram(
                                        read, other, finding.operations().get(2), true)
                                : differ(elements(read, true), elements(other, true));
                    default -> false;
                };
        require(shown, "the operations do not show " + finding.anomaly().name());
    }

    /** Returns true if a list read contains a transaction's later append without its earlier append before it. */
    private boolean isAgainstProgram(int read, int earlier, int later, boolean ok) {
        int place = place(read, history.value(earlier));
        int laterPlace = place(read, history.value(later));
        return owners[earlier] == owners[later]
                && earlier < later
                && (ok ? history.isOk(owners[earlier]) : !history.isFailed(owners[earlier]))
                && history.key(later) == history.key(read)
                && laterPlace >= 0
                && (place < 0 || place > laterPlace);
    }

    private boolean isGarbage(int read) {
        if (!lists) {
            return writesOf(history.key(read), history.value(read)).isEmpty()
                    && history.value(read) != history.initialValue();
        }
        for (int i = 0; i < history.length(read); i++) {
            if (writesOf(history.key(read), history.element(read, i)).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private boolean hasDuplicate(int read) {
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < history.length(read); i++) {
            int element = history.element(read, i);
            if (!seen.add(element) && writesOf(history.key(read), element).size() == 1) {
                return true;
            }
        }
        return false;
    }

    private boolean isOnlyOwn(int read) {
        return history.value(read) != history.initialValue()
                && writesOf(history.key(read), history.value(read)).stream()
                        .allMatch(write -> owners[write] == owners[read]);
    }

    private boolean isInternal(int read) {
        int earlier = -1;
        List<Integer> own = new ArrayList<>();
        for (int o = history.first(owners[read]); o < read; o++) {
            if (history.key(o) == history.key(read)) {
                if (!history.isRead(o)) {
                    own.add(history.value(o));
                } else if (history.isKnownRead(o)) {
                    earlier = o;
                    own.clear();
                }
            }
        }
        if (!lists) {
            return earlier >= 0 && own.isEmpty() && history.value(earlier) != history.value(read);
        }
        List<Integer> expected = earlier < 0 ? new ArrayList<>() : elements(earlier, false);
        expected.addAll(own);
        List<Integer> found = elements(read, false);
        int from = earlier < 0 ? Math.max(0, found.size() - expected.size()) : 0;
        return (earlier >= 0 || !own.isEmpty())
                        && !found.subList(from, found.size()).equals(expected)
                || !ownInOrder(read);
    }

    /** Returns true if a list read ends with the reader's own earlier appends, in order. */
    private boolean ownInOrder(int read) {
        int at = history.length(read);
        for (int o = read - 1; o >= history.first(owners[read]); o--) {
            if (!history.isRead(o) && history.key(o) == history.key(read)) {
                if (--at < 0 || history.element(read, at) != history.value(o)) {
                    return false;
                }
            }
        }
        return true;
    }

    private List<Integer> elements(int read, boolean committedOnly) {
        List<Integer> elements = new ArrayList<>();
        for (int i = 0; i < history.length(read); i++) {
            int element = history.element(read, i);
            if (!committedOnly
                    || writesOf(history.key(read), element).stream().allMatch(write -> history.isOk(owners[write]))) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static boolean differ(List<Integer> one, List<Integer> other) {
        int common = Math.min(one.size(), other.size());
        return !one.subList(0, common).equals(other.subList(0, common));
    }
}
