package dev.squall.check.session;

import dev.squall.check.register.Access;
import dev.squall.check.register.ReadsFrom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reason why guarantees make a write visible to a read: a shortest chain of accesses from the write to the read. Takes
 * O(n).
 */
final class VisibilityChain {

    private final ReadsFrom history;
    private final Set<Guarantee> guarantees;
    private final int[] scannedWrites;
    private final int[] scannedReads;
    private final Map<Integer, Step> reachedBy = new HashMap<>();
    private final ArrayDeque<Access> queue = new ArrayDeque<>();

    /** Step by which the search reached a write: the access that it came from, and the read between, if any. */
    private record Step(Access from, Access through) {}

    private VisibilityChain(ReadsFrom history, Set<Guarantee> guarantees) {
        this.history = history;
        this.guarantees = guarantees;
        this.scannedWrites = new int[history.history().sessions().size()];
        this.scannedReads = new int[history.history().sessions().size()];
    }

    /**
     * Returns the accesses of a chain from some wanted write to a read, both included; empty if the guarantees make no
     * wanted write visible to the read.
     */
    static List<Access> find(ReadsFrom history, Set<Guarantee> guarantees, Access read, Predicate<Access> wanted) {
        return new VisibilityChain(history, guarantees).search(read, wanted);
    }

    private List<Access> search(Access read, Predicate<Access> wanted) {
        reachSource(read, read);
        if (guarantees.contains(Guarantee.READ_YOUR_WRITES)) {
            reachWritesBefore(read);
        }
        if (guarantees.contains(Guarantee.MONOTONIC_READS)) {
            reachReadsBefore(read);
        }
        while (!queue.isEmpty()) {
            Access write = queue.remove();
            if (wanted.test(write)) {
                return chain(write, read);
            }
            if (guarantees.contains(Guarantee.MONOTONIC_WRITES)) {
                reachWritesBefore(write);
            }
            if (guarantees.contains(Guarantee.WRITES_FOLLOW_READS)) {
                reachReadsBefore(write);
            }
        }
        return List.of();
    }

    private void reachWritesBefore(Access access) {
        List<Access> session = history.history().sessions().get(access.session());
        for (int i = scannedWrites[access.session()]; i < access.position(); i++) {
            if (session.get(i).writes()) {
                reach(session.get(i), new Step(access, null));
            }
        }
        scannedWrites[access.session()] = Math.max(scannedWrites[access.session()], access.position());
    }

    private void reachReadsBefore(Access access) {
        List<Access> session = history.history().sessions().get(access.session());
        for (int i = scannedReads[access.session()]; i < access.position(); i++) {
            if (session.get(i).reads()) {
                reachSource(session.get(i), access);
            }
        }
        scannedReads[access.session()] = Math.max(scannedReads[access.session()], access.position());
    }

    private void reachSource(Access read, Access from) {
        int source = history.source(read);
        if (source != ReadsFrom.INITIAL) {
            reach(history.access(source), new Step(from, read.id() == from.id() ? null : read));
        }
    }

    private void reach(Access write, Step step) {
        if (!reachedBy.containsKey(write.id())) {
            reachedBy.put(write.id(), step);
            queue.add(write);
        }
    }

    private List<Access> chain(Access write, Access read) {
        List<Access> chain = new ArrayList<>();
        Access at = write;
        while (at.id() != read.id()) {
            chain.add(at);
            Step step = reachedBy.get(at.id());
            if (step.through() != null) {
                chain.add(step.through());
            }
            at = step.from();
        }
        chain.add(read);
        return chain;
    }
}
