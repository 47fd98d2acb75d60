package dev.squall.lectures.crdt;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Verdict;
import dev.squall.check.convergence.FinalReads;
import dev.squall.check.convergence.FinalReads.FinalRead;
import dev.squall.check.convergence.Replicas;
import dev.squall.generator.Call;
import dev.squall.history.ClientOperation;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.workload.Workload;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The workload of a replicated set with adds and removes, and its checker. */
final class OrSetWorkload {

    private static final int ELEMENTS = 5;

    private OrSetWorkload() {}

    /** Returns the workload. Its few elements are added and removed again and again. */
    static Workload create() {
        return new CrdtWorkload(
                "or-set",
                "adds and removes of a few elements of a replicated set; replicas must be equal after the same updates,"
                        + " and concurrent adds win",
                CrdtMessages.SETS,
                (random, fresh) -> new Call(
                        0,
                        random.nextBoolean() ? CrdtWorkload.ADD : CrdtWorkload.REMOVE,
                        1L + random.nextInt(ELEMENTS)),
                new AddWins());
    }

    /**
     * Check of the final reads of a replicated set with adds and removes. Takes O(n r) for n operations and r replicas.
     *
     * <ul>
     *   <li>No replica holds an element that was never added ({@code unexpected-element}).
     *   <li>Every replica holds each element with an acknowledged add that began after all removes of the element had
     *       ended ({@code lost-element}). No such remove can have observed the add.
     *   <li>All replicas are equal ({@code replicas-differ}).
     * </ul>
     *
     * <p>The verdict is unknown if a replica gave no final read, or the history has another shape.
     */
    static final class AddWins implements Checker {

        private static final String NAME = "add-wins";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Set<String> observingFunctions() {
            return Set.of("read");
        }

        @Override
        public Verdict check(History history, Budget budget) {
            try {
                FinalReads reads = FinalReads.of(history, Replicas.named(), false, AddWins::elements);
                return verdict(ClientOperation.of(history), reads);
            } catch (HistoryFormatException unfit) {
                return Verdict.unknown(NAME, "cannot be checked: " + unfit.getMessage(), Map.of());
            }
        }

        private static Set<Object> elements(Object result) {
            if (result instanceof Collection<?> elements) {
                return Set.copyOf(elements);
            }
            throw new HistoryFormatException("found the set " + result + ", expected a list of elements");
        }

        private static Verdict verdict(List<ClientOperation> operations, FinalReads reads) {
            Set<Object> added = new TreeSet<>();
            Set<Object> present = new TreeSet<>();
            Map<Object, Integer> lastRemoveEnds = new HashMap<>();
            for (ClientOperation operation : operations) {
                if (operation.function().equals("remove") && operation.mayHaveHappened()) {
                    // A remove without acknowledgement may still take effect.
                    int end = operation.isOk() ? operation.index() : Integer.MAX_VALUE;
                    lastRemoveEnds.merge(operation.argument(), end, Math::max);
                }
            }
            for (ClientOperation operation : operations) {
                if (operation.function().equals("add") && operation.mayHaveHappened()) {
                    added.add(operation.argument());
                    int removed = lastRemoveEnds.getOrDefault(operation.argument(), -1);
                    if (operation.isOk() && removed < operation.invocation().index()) {
                        present.add(operation.argument());
                    }
                }
            }
            for (FinalRead read : reads.all()) {
                Set<?> held = (Set<?>) read.value();
                if (!added.containsAll(held)) {
                    return violation("unexpected-element", read + ", and only " + added + " were added", read);
                }
                if (!held.containsAll(present)) {
                    return violation(
                            "lost-element",
                            read + ", and the adds of " + present + " began after all removes of them had ended",
                            read);
                }
            }
            return reads.difference()
                    .map(two -> violation("replicas-differ", two.get(0) + ", but " + two.get(1), two.get(0)))
                    .or(() -> reads.silentReplica().map(silent -> Verdict.unknown(NAME, silent, Map.of())))
                    .orElseGet(() -> Verdict.valid(
                            NAME,
                            reads.replicaCount() + " replicas are equal, and hold the " + present.size()
                                    + " elements that no remove can have observed",
                            Map.of("elements", present.size())));
        }

        private static Verdict violation(String anomaly, String summary, FinalRead read) {
            return Verdict.violation(NAME, anomaly, summary, read.read().indexes(), Map.of());
        }
    }
}
