package dev.squall.check.register;

import dev.squall.check.Meter;
import dev.squall.check.register.Constraint.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Order of writes that the results of reads imply, derived round by round. If a write precedes a read that returned
 * another write's value, the write precedes that other write. If {@code fromReads} is true, a read also precedes all
 * writes that follow the write whose value it returned. A contradiction proves that no such order exists: a cycle, or a
 * read of the initial value that a write precedes.
 *
 * <p>A round takes O(n k log n) for n accesses and k sessions. Each round but the last adds a constraint that was not
 * implied before, so there are at most n k rounds; two or three are usual.
 */
final class ImpliedOrder {

    /** Value of {@code rounds} for no limit. */
    static final int UNLIMITED = Integer.MAX_VALUE;

    private final ReadsFrom history;
    private final Meter meter;
    private final Constraints constraints;
    private final List<Access> reads;
    private final boolean fromReads;
    private List<Constraint> contradiction = List.of();
    private boolean initialValueContradicts;
    private Precedence precedence;

    private ImpliedOrder(ReadsFrom history, Predicate<Access> obliging, boolean fromReads, Meter meter) {
        this.history = history;
        this.meter = meter;
        this.fromReads = fromReads;
        this.constraints = new Constraints(history, meter);
        this.reads = history.history().accesses().stream()
                .filter(access -> access.reads() && obliging.test(access))
                .toList();
    }

    /**
     * Derives the implied order in at most the given number of rounds.
     *
     * @param obliging selects the reads that imply constraints
     * @param fromReads true if reads must also precede the writes that overwrote their values
     */
    static ImpliedOrder derive(
            ReadsFrom history, Predicate<Access> obliging, boolean fromReads, int rounds, Meter meter) {
        ImpliedOrder order = new ImpliedOrder(history, obliging, fromReads, meter);
        order.run(rounds);
        return order;
    }

    /**
     * Returns a cycle, or a chain from a write to a read that returned the initial value; empty if there is neither.
     */
    List<Constraint> contradiction() {
        return contradiction;
    }

    /** Returns true if the contradiction is a read of the initial value after a write. */
    boolean isInitialValueContradiction() {
        return initialValueContradicts;
    }

    Constraints constraints() {
        return constraints;
    }

    /** Returns the transitive closure of the constraints, if there is no contradiction. */
    Precedence precedence() {
        return precedence;
    }

    private void run(int rounds) {
        for (int round = 0; ; round++) {
            Optional<Precedence> closure = Precedence.of(history, constraints, meter);
            if (closure.isEmpty()) {
                contradiction = constraints.cycle();
                return;
            }
            precedence = closure.get();
            if (round == rounds) {
                return;
            }
            List<Constraint> derived = new ArrayList<>();
            for (Access read : reads) {
                meter.step();
                derive(read, round, derived);
                if (!contradiction.isEmpty()) {
                    return;
                }
            }
            if (derived.isEmpty()) {
                return;
            }
            derived.forEach(constraints::add);
            meter.release(Precedence.bytes(history));
        }
    }

    private void derive(Access read, int round, List<Constraint> derived) {
        int sourceId = history.source(read);
        Access source = sourceId == ReadsFrom.INITIAL ? null : history.access(sourceId);
        for (List<Access> writes : history.writes(read.key())) {
            Access earlier = precedence.lastBefore(writes, read);
            if (earlier != null && source == null) {
                contradiction = constraints.path(earlier.id(), read.id(), round);
                initialValueContradicts = true;
                return;
            }
            if (earlier != null && earlier.id() != sourceId && !precedence.precedes(earlier, source)) {
                derived.add(new Constraint(earlier.id(), sourceId, Reason.RETURNED_INSTEAD, read, round + 1));
            }
            Access later = !fromReads ? null : source == null ? writes.get(0) : precedence.firstAfter(writes, source);
            if (later != null && !precedence.precedes(read, later)) {
                derived.add(new Constraint(read.id(), later.id(), Reason.NOT_YET_OVERWRITTEN, read, round + 1));
            }
        }
    }
}
