package dev.squall.check.transaction;

import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.level.IsolationLevel.Base;
import dev.squall.check.transaction.level.IsolationLevel.Order;
import dev.squall.check.transaction.model.Assumption;
import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

// Longer than 350 lines: every definition stands in one place, without help of the engines.
/**
 * Oracle for small histories: enumerates what each definition quantifies over. Committed subsets of the indeterminate
 * transactions; sources of reads; and serial orders, orders of starts and commits, version orders, commit orders, or
 * commit orders with visibility. It shares no code with the engines.
 */
final class BruteForce {

    private final TransactionHistory history;
    private final boolean lists;
    private final int n;
    private final int[] owner;

    BruteForce(TransactionHistory history) {
        this.history = history;
        this.lists = history.kind() == Kind.LIST_APPEND;
        this.n = history.size();
        this.owner = new int[history.operationCount()];
        for (int t = 0; t < n; t++) {
            Arrays.fill(owner, history.first(t), history.end(t), t);
        }
    }

    boolean satisfies(IsolationLevel level) {
        if (!isWellFormed() || level.base() != Base.READ_UNCOMMITTED && hasPartialRead()) {
            return false;
        }
        int open = 0;
        int[] info = new int[n];
        for (int t = 0; t < n; t++) {
            if (!history.isOk(t) && !history.isFailed(t)) {
                info[open++] = t;
            }
        }
        for (int subset = 0; subset < 1 << open; subset++) {
            boolean[] committed = new boolean[n];
            for (int t = 0; t < n; t++) {
                committed[t] = history.isOk(t);
            }
            for (int i = 0; i < open; i++) {
                committed[info[i]] = (subset >> i & 1) != 0;
            }
            if (satisfies(level.base(), level.order(), committed)) {
                return true;
            }
        }
        return false;
    }

    /** Adya's conditions on histories: values were written, own writes are read, later own writes are not. */
    private boolean isWellFormed() {
        for (int o = 0; o < owner.length; o++) {
            if (!history.isOk(owner[o]) || !history.isKnownRead(o)) {
                continue;
            }
            int own = ownBefore(o);
            if (lists) {
                List<Integer> elements = elements(o);
                for (int i = 0; i < elements.size(); i++) {
                    if (!isWritten(o, elements.get(i)) || elements.indexOf(elements.get(i)) != i) {
                        return false;
                    }
                }
                if (own >= 0 && (elements.isEmpty() || elements.get(elements.size() - 1) != history.value(own))) {
                    return false;
                }
            } else if (own >= 0
                    ? history.value(o) != history.value(own)
                    : history.value(o) != history.initialValue() && !isWritten(o, history.value(o))) {
                return false;
            }
        }
        return true;
    }

    /** Returns true if a read of a set has some elements of another transaction, but not all elements of this set. */
    private boolean hasPartialRead() {
        for (int missing = 0; missing < owner.length; missing++) {
            for (int present = 0; present < owner.length; present++) {
                boolean isOneRead = history.kind() == Kind.SET_ADD
                        && history.isOk(owner[missing])
                        && history.isRead(missing)
                        && history.isRead(present)
                        && history.wholeRead(missing) == history.wholeRead(present);
                if (isOneRead && history.value(present) >= 0 && history.value(missing) == TransactionHistory.NIL) {
                    int writer = adder(present);
                    if (writer >= 0 && writer == adder(missing) && writer != owner[missing]) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private int adder(int read) {
        for (int w = 0; w < owner.length; w++) {
            if (!history.isRead(w) && history.key(w) == history.key(read)) {
                return owner[w];
            }
        }
        return -1;
    }

    /** Returns true if the value has a write that is not a later write of the reader itself. */
    private boolean isWritten(int read, int value) {
        for (int w = 0; w < owner.length; w++) {
            boolean later = owner[w] == owner[read] && w > read;
            if (!history.isRead(w) && !later && history.key(w) == history.key(read) && history.value(w) == value) {
                return true;
            }
        }
        return false;
    }

    private int ownBefore(int read) {
        int own = -1;
        for (int o = history.first(owner[read]); o < read; o++) {
            own = !history.isRead(o) && history.key(o) == history.key(read) ? o : own;
        }
        return own;
    }

    private List<Integer> elements(int read) {
        List<Integer> elements = new ArrayList<>();
        for (int i = 0; i < history.length(read); i++) {
            elements.add(history.element(read, i));
        }
        return elements;
    }

    private boolean isLast(int write) {
        for (int o = write + 1; o < history.end(owner[write]); o++) {
            if (!history.isRead(o) && history.key(o) == history.key(write)) {
                return false;
            }
        }
        return true;
    }

    private boolean precedes(int a, int b, Order order) {
        return switch (order) {
            case NONE -> false;
            case SESSION -> a < b && history.isOk(a) && history.process(a) == history.process(b);
            case REAL_TIME -> history.isOk(a) && history.completion(a) < history.invocation(b);
        };
    }

    private boolean satisfies(Base base, Order order, boolean[] committed) {
        return switch (base) {
            case READ_UNCOMMITTED ->
                lists
                        ? versionOrders(committed, order, false)
                        : orderKey(0, new ArrayList<>(), committed, order, new int[owner.length], false);
            case READ_COMMITTED -> versionOrders(committed, order, true);
            case MONOTONIC_ATOMIC_VIEW, READ_ATOMIC, CAUSAL ->
                forSources(
                        committed,
                        sources -> permutations(committed, order, commits -> axioms(commits, sources, base, order)));
            case PARALLEL_SNAPSHOT_ISOLATION ->
                forSources(
                        committed,
                        sources -> permutations(committed, order, commits -> hasVisibility(commits, sources, order)));
            case SNAPSHOT_ISOLATION -> new Snapshots(committed, order).exist();
            case REPEATABLE_READ, SERIALIZABLE -> permutations(committed, order, this::isSerial);
        };
    }

    // Assumed orders of versions, of registers whose values are unique.

    private boolean agreesWithAssumptions(int[] commits) {
        if (history.assumptions().isEmpty()) {
            return true;
        }
        boolean[] members = new boolean[n];
        List<Integer> writes = new ArrayList<>();
        for (int t : commits) {
            members[t] = true;
            for (int o = history.first(t); o < history.end(t); o++) {
                if (!history.isRead(o) && isLast(o)) {
                    writes.add(o);
                }
            }
        }
        return agreeWithAssumptions(writes, members);
    }

    private boolean agreeWithAssumptions(List<Integer> versions, boolean[] members) {
        for (int i = 0; i < versions.size() && !history.assumptions().isEmpty(); i++) {
            for (int j = i + 1; j < versions.size(); j++) {
                boolean sameKey = history.key(versions.get(i)) == history.key(versions.get(j));
                if (sameKey && mustPrecede(versions.get(j), versions.get(i), members)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean mustPrecede(int older, int newer, boolean[] members) {
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                boolean follows = a == b
                        && history.assumptions().contains(Assumption.WRITE_FOLLOWS_READ)
                        && owner[newer] == b
                        && reads(a, older);
                boolean later = a != b
                        && (history.assumptions().contains(Assumption.SEQUENTIAL_KEYS) && precedes(a, b, Order.SESSION)
                                || history.assumptions().contains(Assumption.REAL_TIME_VERSIONS)
                                        && precedes(a, b, Order.REAL_TIME));
                if (members[a] && members[b] && (follows || later && observes(a, older) && observes(b, newer))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean observes(int t, int write) {
        return owner[write] == t || reads(t, write);
    }

    private boolean reads(int t, int write) {
        for (int o = history.first(t); o < history.end(t); o++) {
            if (isExternal(o)
                    && owner[write] != t
                    && history.key(o) == history.key(write)
                    && history.value(o) == history.value(write)) {
                return true;
            }
        }
        return false;
    }

    // Orders of transactions.

    private boolean permutations(boolean[] committed, Order order, Predicate<int[]> test) {
        int count = 0;
        for (boolean one : committed) {
            count += one ? 1 : 0;
        }
        return permute(new int[count], 0, committed.clone(), order, test);
    }

    private boolean permute(int[] chosen, int at, boolean[] left, Order order, Predicate<int[]> test) {
        if (at == chosen.length) {
            return agreesWithAssumptions(chosen) && test.test(chosen);
        }
        for (int t = 0; t < n; t++) {
            if (left[t] && !hasPredecessor(t, left, order)) {
                left[t] = false;
                chosen[at] = t;
                boolean found = permute(chosen, at + 1, left, order, test);
                left[t] = true;
                if (found) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean hasPredecessor(int t, boolean[] left, Order order) {
        for (int p = 0; p < n; p++) {
            if (p != t && left[p] && precedes(p, t, order)) {
                return true;
            }
        }
        return false;
    }

    private boolean isSerial(int[] serial) {
        Map<Integer, List<Integer>> state = new HashMap<>();
        for (int t : serial) {
            if (!runs(t, state)) {
                return false;
            }
            apply(t, state);
        }
        return true;
    }

    private boolean runs(int t, Map<Integer, List<Integer>> state) {
        Map<Integer, List<Integer>> own = new HashMap<>();
        for (int o = history.first(t); o < history.end(t); o++) {
            int key = history.key(o);
            List<Integer> now = own.getOrDefault(key, state.getOrDefault(key, List.of()));
            if (!history.isRead(o)) {
                own.put(key, written(now, o));
            } else if (history.isKnownRead(o) && history.isOk(t)) {
                boolean same = lists
                        ? elements(o).equals(now)
                        : history.value(o) == (now.isEmpty() ? history.initialValue() : now.get(0));
                if (!same) {
                    return false;
                }
            }
        }
        return true;
    }

    private void apply(int t, Map<Integer, List<Integer>> state) {
        for (int o = history.first(t); o < history.end(t); o++) {
            if (!history.isRead(o)) {
                state.put(history.key(o), written(state.getOrDefault(history.key(o), List.of()), o));
            }
        }
    }

    private List<Integer> written(List<Integer> before, int write) {
        List<Integer> after = lists ? new ArrayList<>(before) : new ArrayList<>();
        after.add(history.value(write));
        return after;
    }

    /** Orders of starts and commits: snapshots, and no two overlapping writers of one key. */
    private final class Snapshots {

        private final boolean[] committed;
        private final Order order;
        private final int[] phase = new int[n];
        private final List<Integer> commitsSoFar = new ArrayList<>();

        Snapshots(boolean[] committed, Order order) {
            this.committed = committed;
            this.order = order;
        }

        boolean exist() {
            return step(new HashMap<>());
        }

        private boolean step(Map<Integer, List<Integer>> state) {
            boolean done = true;
            for (int t = 0; t < n; t++) {
                if (!committed[t] || phase[t] == 2) {
                    continue;
                }
                done = false;
                if (phase[t] == 0) {
                    if (mayStart(t) && runs(t, state)) {
                        phase[t] = 1;
                        if (step(state)) {
                            return true;
                        }
                        phase[t] = 0;
                    }
                } else if (mayCommit(t)) {
                    phase[t] = 2;
                    commitsSoFar.add(t);
                    Map<Integer, List<Integer>> next = new HashMap<>(state);
                    apply(t, next);
                    if (step(next)) {
                        return true;
                    }
                    commitsSoFar.remove(commitsSoFar.size() - 1);
                    phase[t] = 1;
                }
            }
            return done
                    && agreesWithAssumptions(
                            commitsSoFar.stream().mapToInt(Integer::intValue).toArray());
        }

        private boolean mayStart(int t) {
            for (int p = 0; p < n; p++) {
                if (committed[p] && phase[p] < 2 && precedes(p, t, order)) {
                    return false;
                }
            }
            return true;
        }

        /** A transaction may commit unless another one that is running writes one of its keys: first committer wins. */
        private boolean mayCommit(int t) {
            for (int other = 0; other < n; other++) {
                if (other != t && committed[other] && phase[other] == 1 && shareWrite(t, other)) {
                    return false;
                }
            }
            return true;
        }
    }

    private boolean shareWrite(int a, int b) {
        for (int o = history.first(a); o < history.end(a); o++) {
            if (!history.isRead(o) && writes(b, history.key(o))) {
                return true;
            }
        }
        return false;
    }

    private boolean writes(int t, int key) {
        for (int o = history.first(t); o < history.end(t); o++) {
            if (!history.isRead(o) && history.key(o) == key) {
                return true;
            }
        }
        return false;
    }

    // Sources of external reads of registers; of lists they are the writers of last elements.

    private boolean isExternal(int o) {
        return history.isOk(owner[o]) && history.isKnownRead(o) && ownBefore(o) < 0;
    }

    private boolean forSources(boolean[] committed, Predicate<int[]> test) {
        return chooseSources(new int[owner.length], 0, committed, test);
    }

    private boolean chooseSources(int[] sources, int o, boolean[] committed, Predicate<int[]> test) {
        if (o == owner.length) {
            return test.test(sources);
        }
        if (!isExternal(o)) {
            sources[o] = -2;
            return chooseSources(sources, o + 1, committed, test);
        }
        boolean initial = lists ? history.length(o) == 0 : history.value(o) == history.initialValue();
        sources[o] = -1;
        if (initial && chooseSources(sources, o + 1, committed, test)) {
            return true;
        }
        for (int w = 0; w < owner.length; w++) {
            boolean fits = !history.isRead(w)
                    && history.key(w) == history.key(o)
                    && committed[owner[w]]
                    && owner[w] != owner[o]
                    && isLast(w)
                    && (lists
                            ? history.length(o) > 0 && history.lastElement(o) == history.value(w)
                            : history.value(o) == history.value(w));
            if (fits) {
                sources[o] = owner[w];
                if (chooseSources(sources, o + 1, committed, test)) {
                    return true;
                }
            }
        }
        return false;
    }

    // Version orders, and graphs without cycles.

    private boolean versionOrders(boolean[] committed, Order order, boolean withReads) {
        boolean[] members = committed.clone();
        if (!withReads) {
            for (int t = 0; t < n; t++) {
                members[t] = history.isOk(t);
            }
        }
        if (!withReads) {
            return orderKey(0, new ArrayList<>(), members, order, new int[owner.length], false);
        }
        return forSources(members, sources -> orderKey(0, new ArrayList<>(), members, order, sources.clone(), true));
    }

    private boolean orderKey(
            int key, List<List<Integer>> orders, boolean[] members, Order order, int[] sources, boolean withReads) {
        if (key == history.keyCount()) {
            return orders.stream().allMatch(versions -> agreeWithAssumptions(versions, members))
                    && isAcyclic(orders, members, order, sources, withReads);
        }
        List<Integer> writes = new ArrayList<>();
        for (int o = 0; o < owner.length; o++) {
            if (!history.isRead(o) && history.key(o) == key && members[owner[o]] && (lists || isLast(o))) {
                writes.add(o);
            }
        }
        return orderWrites(key, writes, new ArrayList<>(), orders, members, order, sources, withReads);
    }

    private boolean orderWrites(
            int key,
            List<Integer> left,
            List<Integer> chosen,
            List<List<Integer>> orders,
            boolean[] members,
            Order order,
            int[] sources,
            boolean withReads) {
        if (left.isEmpty()) {
            if (lists && !readsArePrefixes(key, chosen, members, withReads)) {
                return false;
            }
            orders.add(new ArrayList<>(chosen));
            boolean found = orderKey(key + 1, orders, members, order, sources, withReads);
            orders.remove(orders.size() - 1);
            return found;
        }
        for (int w : left) {
            boolean programOrder = left.stream().noneMatch(o -> o < w && owner[o] == owner[w]);
            if (programOrder) {
                List<Integer> rest = new ArrayList<>(left);
                rest.remove((Integer) w);
                chosen.add(w);
                boolean found = orderWrites(key, rest, chosen, orders, members, order, sources, withReads);
                chosen.remove(chosen.size() - 1);
                if (found) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean readsArePrefixes(int key, List<Integer> versions, boolean[] members, boolean all) {
        List<Integer> values = versions.stream().map(history::value).toList();
        for (int o = 0; o < owner.length; o++) {
            if (history.key(o) == key && history.isKnownRead(o) && history.isOk(owner[o])) {
                List<Integer> seen = new ArrayList<>(elements(o));
                if (!all) {
                    seen.removeIf(value -> !values.contains(value));
                }
                if (seen.size() > values.size()
                        || !values.subList(0, seen.size()).equals(seen)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isAcyclic(
            List<List<Integer>> orders, boolean[] members, Order order, int[] sources, boolean withReads) {
        boolean[][] before = new boolean[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                before[a][b] = a != b && members[a] && members[b] && precedes(a, b, order);
            }
        }
        for (List<Integer> versions : orders) {
            for (int i = 0; i < versions.size(); i++) {
                for (int j = i + 1; j < versions.size(); j++) {
                    int a = owner[versions.get(i)];
                    int b = owner[versions.get(j)];
                    before[a][b] |= a != b;
                }
            }
        }
        for (int o = 0; o < owner.length && withReads; o++) {
            if (sources[o] >= 0) {
                before[sources[o]][owner[o]] = true;
            }
        }
        return !hasCycle(before);
    }

    private boolean hasCycle(boolean[][] before) {
        close(before);
        for (int a = 0; a < n; a++) {
            if (before[a][a]) {
                return true;
            }
        }
        return false;
    }

    private void close(boolean[][] before) {
        for (int k = 0; k < n; k++) {
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) {
                    before[a][b] |= before[a][k] && before[k][b];
                }
            }
        }
    }

    // Axioms of commit orders.

    private int[] places(int[] commits) {
        int[] place = new int[n];
        Arrays.fill(place, -1);
        for (int i = 0; i < commits.length; i++) {
            place[commits[i]] = i;
        }
        return place;
    }

    private boolean axioms(int[] commits, int[] sources, Base base, Order order) {
        int[] place = places(commits);
        boolean[][] sees = new boolean[n][n];
        for (int a : commits) {
            for (int b : commits) {
                sees[a][b] = a != b && precedes(a, b, order);
            }
        }
        for (int o = 0; o < owner.length; o++) {
            if (sources[o] >= 0) {
                if (place[sources[o]] > place[owner[o]]) {
                    return false;
                }
                sees[sources[o]][owner[o]] = true;
            }
        }
        if (base == Base.CAUSAL) {
            close(sees);
        }
        for (int o = 0; o < owner.length; o++) {
            if (sources[o] == -2) {
                continue;
            }
            int from = sources[o] < 0 ? -1 : place[sources[o]];
            for (int w : commits) {
                if (w != sources[o] && w != owner[o] && writes(w, history.key(o)) && place[w] > from) {
                    boolean visible =
                            base == Base.MONOTONIC_ATOMIC_VIEW ? readEarlier(o, w, sources) : sees[w][owner[o]];
                    if (visible) {
                        return false;
                    }
                }
            }
        }
        return contentsAgree(commits, base != Base.MONOTONIC_ATOMIC_VIEW);
    }

    private boolean readEarlier(int read, int writer, int[] sources) {
        for (int o = history.first(owner[read]); o < read; o++) {
            if (sources[o] == writer) {
                return true;
            }
        }
        return false;
    }

    /** Lists hold what the commit order appends; with INT, repeated operations on a key agree. */
    private boolean contentsAgree(int[] commits, boolean internal) {
        for (int o = 0; o < owner.length; o++) {
            if (!history.isKnownRead(o) || !history.isOk(owner[o])) {
                continue;
            }
            if (lists) {
                List<Integer> all = new ArrayList<>();
                for (int t : commits) {
                    for (int w = history.first(t); w < history.end(t); w++) {
                        if (!history.isRead(w) && history.key(w) == history.key(o)) {
                            all.add(history.value(w));
                        }
                    }
                }
                List<Integer> seen = elements(o);
                if (seen.size() > all.size() || !all.subList(0, seen.size()).equals(seen)) {
                    return false;
                }
            }
            if (internal && !agreesWithOwn(o)) {
                return false;
            }
        }
        return true;
    }

    private boolean agreesWithOwn(int read) {
        List<Integer> expected = null;
        List<Integer> suffix = new ArrayList<>();
        for (int o = history.first(owner[read]); o < read; o++) {
            if (history.key(o) != history.key(read)) {
                continue;
            }
            if (!history.isRead(o)) {
                suffix = written(suffix, o);
                expected = expected == null ? null : written(expected, o);
            } else if (history.isKnownRead(o)) {
                expected = lists ? elements(o) : List.of(history.value(o));
            }
        }
        List<Integer> seen = lists ? elements(read) : List.of(history.value(read));
        if (expected != null && !expected.equals(seen)) {
            return false;
        }
        return seen.size() >= suffix.size()
                && seen.subList(seen.size() - suffix.size(), seen.size()).equals(suffix);
    }

    // Parallel snapshot isolation by visibility.

    private boolean hasVisibility(int[] commits, int[] sources, Order order) {
        int m = commits.length;
        int pairs = m * (m - 1) / 2;
        for (int choice = 0; choice < 1 << pairs; choice++) {
            boolean[][] sees = new boolean[n][n];
            int bit = 0;
            for (int i = 0; i < m; i++) {
                for (int j = i + 1; j < m; j++) {
                    sees[commits[i]][commits[j]] = (choice >> bit++ & 1) != 0;
                }
            }
            if (isParallelSnapshot(commits, sees, sources, order)) {
                return true;
            }
        }
        return false;
    }

    private boolean isParallelSnapshot(int[] commits, boolean[][] sees, int[] sources, Order order) {
        for (int a : commits) {
            for (int b : commits) {
                if (a == b) {
                    continue;
                }
                if (precedes(a, b, order) && !sees[a][b] || shareWrite(a, b) && !sees[a][b] && !sees[b][a]) {
                    return false;
                }
                for (int c : commits) {
                    if (sees[a][b] && sees[b][c] && !sees[a][c]) {
                        return false;
                    }
                }
            }
        }
        int[] place = places(commits);
        for (int o = 0; o < owner.length; o++) {
            if (sources[o] == -2) {
                continue;
            }
            int last = -1;
            for (int w : commits) {
                if (w != owner[o]
                        && sees[w][owner[o]]
                        && writes(w, history.key(o))
                        && (last < 0 || place[w] > place[last])) {
                    last = w;
                }
            }
            if (last != sources[o]) {
                return false;
            }
        }
        return contentsAgree(commits, true);
    }
}
