package dev.squall.check.transaction.engine;

import dev.squall.check.transaction.level.Anomaly.Kind;
import dev.squall.check.transaction.model.TransactionHistory;
import java.util.Arrays;

/** Computation of version orders of lists from the longest read of each key, of sources of reads, and of findings. */
final class ListVersions {

    private final Versions versions;
    private final TransactionHistory history;
    private final IntLookup writes = new IntLookup();
    /** Place of each append in the key's longest list, from 1; 0 if it is absent. */
    private final int[] place;

    private int chained;

    ListVersions(Versions versions) {
        this.versions = versions;
        this.history = versions.history;
        this.place = new int[history.operationCount()];
    }

    void find() {
        versions.chainStart = new int[history.keyCount() + 1];
        for (int key = 0; key < history.keyCount(); key++) {
            int from = versions.keyStart[key];
            int to = versions.keyStart[key + 1];
            indexWrites(from, to);
            int longest = longestRead(from, to);
            versions.longest[key] = longest;
            if (longest >= 0) {
                addChain(longest);
            }
            versions.chainStart[key + 1] = chained;
            findReads(key, from, to);
        }
    }

    private void indexWrites(int from, int to) {
        writes.clear(to - from);
        for (int i = from; i < to; i++) {
            int o = versions.byKey[i];
            if (!history.isRead(o) && writes.put(history.value(o), o) >= 0) {
                versions.undecidable = "element " + history.valueName(history.value(o)) + " is appended twice to key "
                        + history.keyName(history.key(o)) + ", expected distinct elements a key";
            }
        }
    }

    private int longestRead(int from, int to) {
        int longest = -1;
        for (int i = from; i < to; i++) {
            int o = versions.byKey[i];
            if (history.isKnownRead(o)
                    && history.isOk(versions.owner[o])
                    && (longest < 0 || history.length(o) > history.length(longest))) {
                longest = o;
            }
        }
        return longest;
    }

    private void addChain(int read) {
        int length = history.length(read);
        if (chained + length > versions.chain.length) {
            versions.chain = Arrays.copyOf(versions.chain, Math.max(chained + length, 2 * versions.chain.length));
        }
        for (int i = 0; i < length; i++) {
            int write = writes.get(history.element(read, i));
            if (write >= 0 && place[write] > 0) {
                versions.found(Kind.DUPLICATE_ELEMENTS, read);
                write = IntLookup.ABSENT;
            } else if (write >= 0) {
                place[write] = i + 1;
                versions.inChain.set(write);
                noteElement(read, write, i + 1 == length);
            } else {
                versions.found(Kind.GARBAGE_READ, read);
            }
            versions.chain[chained++] = write;
        }
    }

    private void noteElement(int read, int write, boolean isLast) {
        int writer = versions.owner[write];
        if (history.isFailed(writer)) {
            versions.found(isLast ? Kind.G1A : Kind.DIRTY_UPDATE, read, write);
        } else {
            versions.committed[writer] = true;
        }
    }

    /** Checks the reads of a key, transaction by transaction. */
    private void findReads(int key, int from, int to) {
        int end;
        for (int begin = from; begin < to; begin = end) {
            int transaction = versions.owner[versions.byKey[begin]];
            end = begin + 1;
            while (end < to && versions.owner[versions.byKey[end]] == transaction) {
                end++;
            }
            if (history.isOk(transaction)) {
                findReadsOfOne(key, begin, end);
            }
            if (!history.isFailed(transaction)) {
                checkProgramOrder(versions.longest[key], begin, end);
            }
        }
    }

    /** Checks that the longest list contains the appends of one transaction in program order. */
    private void checkProgramOrder(int longest, int begin, int end) {
        int later = -1;
        for (int i = end - 1; i >= begin; i--) {
            int o = versions.byKey[i];
            if (history.isRead(o)) {
                continue;
            }
            if (later >= 0 && place[later] > 0 && (place[o] == 0 || place[o] > place[later])) {
                boolean ok = history.isOk(versions.owner[o]);
                versions.found(ok ? Kind.CYCLIC_VERSIONS : Kind.INCOMPATIBLE_ORDER, longest, o, later);
            }
            later = o;
        }
    }

    private void findReadsOfOne(int key, int begin, int end) {
        int appends = 0;
        int lastAppend = -1;
        int earlierRead = -1;
        int appendsAtEarlier = 0;
        for (int i = begin; i < end; i++) {
            int o = versions.byKey[i];
            if (!history.isRead(o)) {
                appends++;
                lastAppend = o;
            } else if (history.isKnownRead(o)) {
                checkIsPrefix(key, o);
                checkFuture(o, i, end);
                checkOwn(o, begin, i, appends, lastAppend);
                if (earlierRead >= 0) {
                    checkAgainstEarlier(o, earlierRead, appends - appendsAtEarlier);
                }
                earlierRead = o;
                appendsAtEarlier = appends;
                if (appends == 0) {
                    findSource(o);
                }
            }
        }
    }

    private void checkIsPrefix(int key, int read) {
        int longest = versions.longest[key];
        if (history.commonPrefix(read, longest) < history.length(read)) {
            versions.found(Kind.INCOMPATIBLE_ORDER, read, longest);
            checkElements(read);
        }
    }

    /** Checks a list that is not a prefix of the longest one, element by element. */
    private void checkElements(int read) {
        int length = history.length(read);
        for (int i = 0; i < length; i++) {
            int write = writes.get(history.element(read, i));
            if (write < 0) {
                versions.found(Kind.GARBAGE_READ, read);
            } else {
                noteElement(read, write, i + 1 == length);
            }
        }
        java.util.HashSet<Integer> elements = new java.util.HashSet<>();
        for (int i = 0; i < length; i++) {
            if (!elements.add(history.element(read, i))) {
                versions.found(Kind.DUPLICATE_ELEMENTS, read);
            }
        }
    }

    private void checkFuture(int read, int at, int end) {
        for (int i = at + 1; i < end; i++) {
            int o = versions.byKey[i];
            if (!history.isRead(o) && contains(read, o)) {
                versions.found(Kind.FUTURE_READ, read, o);
            }
        }
    }

    private boolean contains(int read, int write) {
        int at = place[write];
        if (at > 0 && at <= history.length(read) && history.element(read, at - 1) == history.value(write)) {
            return true;
        }
        int key = history.key(read);
        int longest = versions.longest[key];
        if (history.commonPrefix(read, longest) == history.length(read)) {
            return false;
        }
        for (int i = 0; i < history.length(read); i++) {
            if (history.element(read, i) == history.value(write)) {
                return true;
            }
        }
        return false;
    }

    private void checkOwn(int read, int begin, int at, int appends, int lastAppend) {
        if (appends == 0) {
            return;
        }
        int length = history.length(read);
        if (length == 0 || history.lastElement(read) != history.value(lastAppend)) {
            versions.found(Kind.LOST_OWN_WRITE, read, lastAppend);
            return;
        }
        int expected = length;
        for (int i = at - 1; i >= begin; i--) {
            int o = versions.byKey[i];
            if (!history.isRead(o)) {
                expected--;
                if (expected < 0 || history.element(read, expected) != history.value(o)) {
                    versions.found(Kind.INTERNAL, read, o);
                    return;
                }
            }
        }
    }

    private void checkAgainstEarlier(int read, int earlier, int appendsBetween) {
        int length = history.length(earlier);
        if (history.length(read) != length + appendsBetween || history.commonPrefix(read, earlier) < length) {
            versions.found(Kind.INTERNAL, read, earlier);
        }
    }

    private void findSource(int read) {
        if (history.length(read) == 0) {
            versions.source[read] = Versions.INITIAL;
            return;
        }
        int write = writes.get(history.lastElement(read));
        if (write < 0) {
            return;
        }
        int writer = versions.owner[write];
        if (writer == versions.owner[read]) {
            return;
        }
        versions.source[read] = write;
        if (history.isFailed(writer)) {
            versions.found(Kind.G1A, read, write);
        } else if (!versions.last[write]) {
            versions.found(Kind.G1B, read, write);
        }
    }
}
