package dev.squall.check.register;

import dev.squall.check.session.Guarantee;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** The definitions of the models, tried out: every order, every set of visible writes. */
final class BruteForce {

    private final RegisterHistory history;
    private final List<Access> accesses;
    private final int[] source;

    BruteForce(RegisterHistory history) {
        this.history = history;
        this.accesses = history.accesses();
        this.source = new int[accesses.size()];
        for (Access access : accesses) {
            source[access.id()] = -1;
            for (Access write : accesses) {
                if (access.reads()
                        && write.writes()
                        && sameKey(access, write)
                        && Objects.equals(write.written(), access.read())) {
                    source[access.id()] = write.id();
                }
            }
        }
    }

    private static boolean sameKey(Access a, Access b) {
        return Objects.equals(a.key(), b.key());
    }

    /** Returns true if some interleaving of the sessions explains all results. */
    boolean isSequential() {
        return interleaves(new int[history.sessions().size()], new HashMap<>());
    }

    private boolean interleaves(int[] position, Map<Object, Object> registers) {
        boolean done = true;
        for (int s = 0; s < position.length; s++) {
            List<Access> session = history.sessions().get(s);
            if (position[s] == session.size()) {
                continue;
            }
            Access next = session.get(position[s]);
            done &= !next.isCertain();
            Object held = registers.getOrDefault(next.key(), history.initialValue());
            if (!next.reads() || Objects.equals(held, next.read())) {
                Map<Object, Object> after = new HashMap<>(registers);
                if (next.writes()) {
                    after.put(next.key(), next.written());
                }
                position[s]++;
                boolean found = interleaves(position, after);
                position[s]--;
                if (found) {
                    return true;
                }
            }
        }
        return done;
    }

    /** Causal order, closed; null if it is cyclic. */
    private boolean[][] causalOrder() {
        int n = accesses.size();
        boolean[][] before = new boolean[n][n];
        for (Access a : accesses) {
            for (Access b : accesses) {
                before[a.id()][b.id()] = a.isBeforeInSession(b) || source[b.id()] == a.id();
            }
        }
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    before[i][j] |= before[i][k] && before[k][j];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            if (before[i][i]) {
                return null;
            }
        }
        return before;
    }

    boolean isCausal(CausalModel model) {
        boolean[][] causal = causalOrder();
        if (causal == null) {
            return false;
        }
        BiPredicate<Access, Access> order = (a, b) -> causal[a.id()][b.id()];
        return switch (model) {
            case CC -> accesses.stream().allMatch(o -> explained(past(o, order), order, read -> read == o));
            case CM ->
                accesses.stream()
                        .allMatch(
                                o -> explained(past(o, order), order, read -> read == o || read.isBeforeInSession(o)));
            case CCV -> someOrder(accesses, order, new ArrayList<>(), all -> agree(all, order));
        };
    }

    private List<Access> past(Access o, BiPredicate<Access, Access> order) {
        return accesses.stream().filter(a -> a == o || order.test(a, o)).toList();
    }

    private boolean explained(
            List<Access> past, BiPredicate<Access, Access> order, Predicate<Access> whoseResultCounts) {
        return someOrder(past, order, new ArrayList<>(), line -> {
            Map<Object, Integer> last = new HashMap<>();
            for (Access access : line) {
                if (access.reads()
                        && whoseResultCounts.test(access)
                        && last.getOrDefault(access.key(), -1) != source[access.id()]) {
                    return false;
                }
                if (access.writes()) {
                    last.put(access.key(), access.id());
                }
            }
            return true;
        });
    }

    private boolean agree(List<Access> arbitration, BiPredicate<Access, Access> order) {
        for (Access read : accesses) {
            int last = -1;
            for (Access write : arbitration) {
                if (write.writes() && sameKey(write, read) && order.test(write, read)) {
                    last = write.id();
                }
            }
            if (read.reads() && last != source[read.id()]) {
                return false;
            }
        }
        return true;
    }

    /** Returns true if some line-up of accesses that keeps an order passes a test. */
    private static boolean someOrder(
            List<Access> left, BiPredicate<Access, Access> order, List<Access> line, Predicate<List<Access>> test) {
        if (left.isEmpty()) {
            return test.test(line);
        }
        for (Access next : left) {
            if (left.stream().noneMatch(other -> order.test(other, next))) {
                List<Access> rest = new ArrayList<>(left);
                rest.remove(next);
                line.add(next);
                boolean found = someOrder(rest, order, line, test);
                line.remove(line.size() - 1);
                if (found) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns true if the guarantees hold for some order of the writes and some visible sets. */
    boolean canKeep(Set<Guarantee> guarantees) {
        List<Access> writes = accesses.stream().filter(Access::writes).toList();
        BiPredicate<Access, Access> order =
                (a, b) -> guarantees.contains(Guarantee.MONOTONIC_WRITES) && a.isBeforeInSession(b)
                        || guarantees.contains(Guarantee.WRITES_FOLLOW_READS) && hadRead(a, b)
                        || guarantees.contains(Guarantee.WRITES_IN_REAL_TIME)
                                && a.isCertain()
                                && sameKey(a, b)
                                && a.operation().precedes(b.operation());
        return someOrder(writes, order, new ArrayList<>(), line -> accesses.stream()
                .allMatch(access -> !access.reads() || canReturn(access, line, guarantees)));
    }

    /** Returns true if the session of a write had read an earlier write. */
    private boolean hadRead(Access earlier, Access write) {
        return accesses.stream().anyMatch(read -> read.isBeforeInSession(write) && source[read.id()] == earlier.id());
    }

    /** Returns true if some set of visible writes explains a read, given the order of all writes. */
    private boolean canReturn(Access read, List<Access> writes, Set<Guarantee> guarantees) {
        for (long bits = 0; bits < 1L << writes.size(); bits++) {
            BitSet visible = BitSet.valueOf(new long[] {bits});
            int last = -1;
            boolean allowed = true;
            for (int w = 0; w < writes.size(); w++) {
                Access write = writes.get(w);
                if (visible.get(w) && sameKey(write, read)) {
                    last = write.id();
                }
                boolean required = guarantees.contains(Guarantee.READ_YOUR_WRITES) && write.isBeforeInSession(read)
                        || guarantees.contains(Guarantee.MONOTONIC_READS) && hadRead(write, read)
                        || visible.stream().mapToObj(writes::get).anyMatch(other -> implies(other, write, guarantees));
                allowed &= visible.get(w) || !required;
            }
            if (allowed && last == source[read.id()]) {
                return true;
            }
        }
        return false;
    }

    private boolean implies(Access visible, Access write, Set<Guarantee> guarantees) {
        return guarantees.contains(Guarantee.MONOTONIC_WRITES) && write.isBeforeInSession(visible)
                || guarantees.contains(Guarantee.WRITES_FOLLOW_READS) && hadRead(write, visible);
    }
}
