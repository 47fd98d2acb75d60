package dev.squall.check.register;

import dev.squall.check.Meter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * Transitive closure of acyclic constraints, as vector clocks. Since the constraints include session order, a prefix of
 * each session precedes an access, and the prefix length suffices. Takes O((n + m) k) time and O(n k) memory for n
 * accesses, m constraints and k sessions. Immutable.
 */
final class Precedence {

    private final int sessions;
    private final int[] clocks;

    private Precedence(int sessions, int[] clocks) {
        this.sessions = sessions;
        this.clocks = clocks;
    }

    /** Returns the closure; empty if the constraints have a cycle. The caller must release the closure's memory. */
    static Optional<Precedence> of(ReadsFrom history, Constraints constraints, Meter meter) {
        int sessions = history.history().sessions().size();
        meter.reserve(bytes(history));
        Precedence precedence = new Precedence(sessions, new int[Math.multiplyExact(history.size(), sessions)]);
        boolean acyclic = precedence.close(history, constraints, meter);
        return acyclic ? Optional.of(precedence) : Optional.empty();
    }

    /** Returns the memory of a history's closure, in bytes. */
    static long bytes(ReadsFrom history) {
        long entries = (long) history.size() * history.history().sessions().size();
        return entries > Integer.MAX_VALUE - 16 ? Long.MAX_VALUE : Integer.BYTES * entries;
    }

    private boolean close(ReadsFrom history, Constraints constraints, Meter meter) {
        int[] waitsFor = new int[history.size()];
        for (int id = 0; id < history.size(); id++) {
            constraints.from(id).forEach(constraint -> waitsFor[constraint.to()]++);
        }
        ArrayDeque<Integer> ready = new ArrayDeque<>();
        for (int id = 0; id < history.size(); id++) {
            if (waitsFor[id] == 0) {
                ready.add(id);
            }
        }
        int done = 0;
        while (!ready.isEmpty()) {
            meter.step();
            int id = ready.remove();
            Access access = history.access(id);
            clocks[id * sessions + access.session()] = access.position() + 1;
            for (Constraint constraint : constraints.from(id)) {
                merge(id, constraint.to());
                if (--waitsFor[constraint.to()] == 0) {
                    ready.add(constraint.to());
                }
            }
            done++;
        }
        return done == history.size();
    }

    private void merge(int from, int into) {
        for (int s = 0; s < sessions; s++) {
            clocks[into * sessions + s] = Math.max(clocks[into * sessions + s], clocks[from * sessions + s]);
        }
    }

    /** Returns the number of accesses of a session that precede or equal the given access. */
    int reach(Access access, int session) {
        return clocks[access.id() * sessions + session];
    }

    boolean precedes(Access first, Access second) {
        return first.id() != second.id() && reach(second, first.session()) > first.position();
    }

    /** Returns the last access in a session's list that precedes an access; null if there is none. Takes O(log n). */
    Access lastBefore(List<Access> ofOneSession, Access access) {
        int low = 0;
        int high = ofOneSession.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (precedes(ofOneSession.get(middle), access)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? null : ofOneSession.get(low - 1);
    }

    /** Returns the first access in a session's list that follows an access; null if there is none. Takes O(log n). */
    Access firstAfter(List<Access> ofOneSession, Access access) {
        int low = 0;
        int high = ofOneSession.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (precedes(access, ofOneSession.get(middle))) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low == ofOneSession.size() ? null : ofOneSession.get(low);
    }
}
