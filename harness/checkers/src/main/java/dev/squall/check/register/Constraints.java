package dev.squall.check.register;

import dev.squall.check.Meter;
import dev.squall.check.register.Constraint.Reason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Constraints on the order of accesses: session order, reads-from, and constraints derived from these. */
final class Constraints {

    private static final long BYTES_PER_CONSTRAINT = 40;
    private static final long BYTES_PER_ACCESS = 48;

    private final ReadsFrom history;
    private final Meter meter;
    private final List<List<Constraint>> successors;

    /** Creates the session order and the reads-from relation of a history. */
    Constraints(ReadsFrom history, Meter meter) {
        this.history = history;
        this.meter = meter;
        meter.reserve(BYTES_PER_ACCESS * history.size());
        this.successors = new ArrayList<>(history.size());
        for (int id = 0; id < history.size(); id++) {
            successors.add(new ArrayList<>(2));
        }
        for (List<Access> session : history.history().sessions()) {
            for (int i = 0; i < session.size(); i++) {
                Access access = session.get(i);
                if (i > 0) {
                    add(new Constraint(session.get(i - 1).id(), access.id(), Reason.SESSION, null, 0));
                }
                if (access.reads() && history.source(access) != ReadsFrom.INITIAL) {
                    add(new Constraint(history.source(access), access.id(), Reason.READS_FROM, null, 0));
                }
            }
        }
    }

    void add(Constraint constraint) {
        meter.reserve(BYTES_PER_CONSTRAINT);
        successors.get(constraint.from()).add(constraint);
    }

    List<Constraint> from(int id) {
        return successors.get(id);
    }

    /**
     * Returns a shortest chain of constraints from one access to another, with rounds up to {@code lastRound}; empty if
     * there is none. Takes O(n + m).
     */
    List<Constraint> path(int from, int to, int lastRound) {
        Constraint[] reachedBy = new Constraint[history.size()];
        ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(from));
        while (!queue.isEmpty() && reachedBy[to] == null) {
            for (Constraint constraint : successors.get(queue.remove())) {
                if (constraint.round() <= lastRound && reachedBy[constraint.to()] == null) {
                    reachedBy[constraint.to()] = constraint;
                    queue.add(constraint.to());
                }
            }
        }
        List<Constraint> path = new ArrayList<>();
        for (int id = to; reachedBy[id] != null && (path.isEmpty() || id != from); id = reachedBy[id].from()) {
            path.add(reachedBy[id]);
        }
        Collections.reverse(path);
        return path;
    }

    /** Returns a short, though not always shortest, cycle of constraints; empty if there is none. */
    List<Constraint> cycle() {
        int[] nodes = Cycles.find(
                history.size(),
                id -> successors.get(id).stream().mapToInt(Constraint::to).toArray(),
                meter);
        List<Constraint> cycle = new ArrayList<>();
        for (int i = 0; i < nodes.length; i++) {
            int next = nodes[(i + 1) % nodes.length];
            cycle.add(successors.get(nodes[i]).stream()
                    .filter(constraint -> constraint.to() == next)
                    .findFirst()
                    .orElseThrow());
        }
        return cycle;
    }

    /** Returns the constraints of lower rounds from which a constraint was derived. */
    private List<Constraint> premises(Constraint derived) {
        int lastRound = derived.round() - 1;
        return switch (derived.reason()) {
            case SESSION, READS_FROM -> List.of();
            case RETURNED_INSTEAD -> path(derived.from(), derived.witness().id(), lastRound);
            case NOT_YET_OVERWRITTEN -> {
                int source = history.source(derived.witness());
                yield source == ReadsFrom.INITIAL ? List.of() : path(source, derived.to(), lastRound);
            }
        };
    }

    private static List<Constraint> merged(List<List<Constraint>> chains) {
        return chains.stream().flatMap(chain -> mergedSteps(chain).stream()).toList();
    }

    /** Returns the chain with consecutive steps of one session merged. */
    private static List<Constraint> mergedSteps(List<Constraint> chain) {
        List<Constraint> merged = new ArrayList<>();
        for (Constraint step : chain) {
            Constraint last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && last.reason() == Reason.SESSION && step.reason() == Reason.SESSION) {
                merged.set(merged.size() - 1, new Constraint(last.from(), step.to(), Reason.SESSION, null, 0));
            } else {
                merged.add(step);
            }
        }
        return merged;
    }

    /** Returns a description of consecutive chains; each chain starts where the previous one ends. */
    String words(List<List<Constraint>> chains) {
        StringBuilder words =
                new StringBuilder(history.access(chains.get(0).get(0).from()).toString());
        for (Constraint step : merged(chains)) {
            words.append(
                            switch (step.reason()) {
                                case SESSION -> ", then by the same process ";
                                case READS_FROM -> ", returned to ";
                                case RETURNED_INSTEAD -> ", which " + step.witness() + " saw overwritten by ";
                                case NOT_YET_OVERWRITTEN -> ", which did not see ";
                            })
                    .append(history.access(step.to()));
        }
        return words.toString();
    }

    /** Returns the sorted indexes of the operations in chains and in all constraints from which they were derived. */
    List<Integer> operations(List<List<Constraint>> chains) {
        TreeSet<Integer> indexes = new TreeSet<>();
        Set<Constraint> shown = new HashSet<>();
        ArrayDeque<Constraint> toShow = new ArrayDeque<>(merged(chains));
        while (!toShow.isEmpty()) {
            Constraint constraint = toShow.remove();
            if (shown.add(constraint)) {
                indexes.addAll(history.access(constraint.from()).operation().indexes());
                indexes.addAll(history.access(constraint.to()).operation().indexes());
                if (constraint.witness() != null) {
                    indexes.addAll(constraint.witness().operation().indexes());
                }
                toShow.addAll(mergedSteps(premises(constraint)));
            }
        }
        return List.copyOf(indexes);
    }
}
