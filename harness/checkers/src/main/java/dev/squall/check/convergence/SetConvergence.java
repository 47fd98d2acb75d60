package dev.squall.check.convergence;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Verdict;
import dev.squall.check.convergence.FinalReads.FinalRead;
import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Convergence check of a replicated grow-only set (lectures 5.1 and 7.3). After all faults have ended, the replicas
 * must be equal and hold every acknowledged element. {@link FinalReads} show the replicas' elements.
 *
 * <ul>
 *   <li>No replica holds an element that was never added or whose add failed ({@code unexpected-element}).
 *   <li>No replica holds an element more than once ({@code duplicated-element}).
 *   <li>Every replica holds every element whose add was acknowledged ({@code lost-element}).
 *   <li>All replicas are equal ({@code replicas-differ}). An element whose add has an unknown outcome may be in all or
 *       in none.
 * </ul>
 *
 * <p>{@link SetFull} measures how long each element took to appear. Takes O(n + r e) for n operations, r replicas and e
 * elements. The history's shape is that of Maelstrom's g-set and broadcast: {@code add} or {@code broadcast} with an
 * element, {@code read} completed with a list or set. The verdict is unknown if a replica gave no final read, the
 * replica of a final read is unknown, or the history has another shape.
 */
public final class SetConvergence implements Checker {

    private static final String NAME = "set-convergence";
    private static final int NAMED = 10;

    private final Replicas replicas;

    /** @param replicas finds the replica that answered an operation */
    public SetConvergence(Replicas replicas) {
        this.replicas = Objects.requireNonNull(replicas, "replicas");
    }

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
            FinalReads finalReads = FinalReads.of(history, replicas, false, SetReads::elements);
            return verdict(ClientOperation.of(history), finalReads);
        } catch (HistoryFormatException unfit) {
            return Verdict.unknown(NAME, "cannot be checked: " + unfit.getMessage(), Map.of());
        }
    }

    private static Verdict verdict(List<ClientOperation> operations, FinalReads finalReads) {
        Map<Object, ClientOperation> attempted = new LinkedHashMap<>();
        Map<Object, ClientOperation> acknowledged = new LinkedHashMap<>();
        for (ClientOperation operation : operations) {
            if (SetReads.isAdd(operation) && operation.mayHaveHappened()) {
                attempted.put(operation.unchangedArgument(), operation);
                if (operation.isOk()) {
                    acknowledged.put(operation.argument(), operation);
                }
            }
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("attempted", attempted.size());
        details.put("acknowledged", acknowledged.size());
        details.put("replicas", finalReads.replicaCount());
        for (FinalRead read : finalReads.all()) {
            List<Object> unexpected = difference((Set<?>) read.value(), attempted.keySet());
            if (!unexpected.isEmpty()) {
                String summary = holder(read) + " holds " + named(unexpected) + ", which nobody added";
                return Verdict.violation(
                        NAME, "unexpected-element", summary, read.read().indexes(), details);
            }
        }
        for (FinalRead read : finalReads.all()) {
            List<Object> repeated = repeated((Collection<?>) read.read().result());
            if (!repeated.isEmpty()) {
                String summary = holder(read) + " holds " + named(repeated) + " more than once";
                return Verdict.violation(
                        NAME, "duplicated-element", summary, read.read().indexes(), details);
            }
        }
        for (FinalRead read : finalReads.all()) {
            List<Object> lost = difference(acknowledged.keySet(), (Set<?>) read.value());
            if (!lost.isEmpty()) {
                TreeSet<Integer> indexes = new TreeSet<>(read.read().indexes());
                lost.forEach(element -> indexes.addAll(acknowledged.get(element).indexes()));
                String summary = holder(read) + " lacks " + named(lost) + ", whose add was acknowledged";
                return Verdict.violation(NAME, "lost-element", summary, List.copyOf(indexes), details);
            }
        }
        return finalReads
                .difference()
                .map(two -> differing(two.get(0), two.get(1), details))
                .orElseGet(() -> equal(finalReads, details));
    }

    private static Verdict differing(FinalRead one, FinalRead other, Map<String, Object> details) {
        List<Object> onlyOne = difference((Set<?>) one.value(), (Set<?>) other.value());
        List<Object> onlyOther = difference((Set<?>) other.value(), (Set<?>) one.value());
        TreeSet<Integer> indexes = new TreeSet<>(one.read().indexes());
        indexes.addAll(other.read().indexes());
        boolean first = !onlyOne.isEmpty();
        String summary = holder(first ? one : other) + " holds " + named(first ? onlyOne : onlyOther) + ", which "
                + holder(first ? other : one) + " lacks";
        return Verdict.violation(NAME, "replicas-differ", summary, List.copyOf(indexes), details);
    }

    private static Verdict equal(FinalReads finalReads, Map<String, Object> details) {
        return finalReads
                .silentReplica()
                .map(silent -> Verdict.unknown(NAME, silent + "; those that did are equal", details))
                .orElseGet(() -> Verdict.valid(
                        NAME,
                        finalReads.replicaCount() + " replicas are equal and hold every acknowledged element",
                        details));
    }

    private static String holder(FinalRead read) {
        return read.replicaName() + " (operation " + read.read().index() + ")";
    }

    private static List<Object> repeated(Collection<?> elements) {
        Set<Object> once = new HashSet<>();
        return elements.stream()
                .<Object>map(element -> element)
                .filter(element -> !once.add(element))
                .distinct()
                .toList();
    }

    private static List<Object> difference(Set<?> of, Set<?> without) {
        Set<Object> difference = new LinkedHashSet<>(of);
        difference.removeAll(new LinkedHashSet<>(without));
        return new ArrayList<>(difference);
    }

    private static String named(List<Object> elements) {
        String names = elements.stream().limit(NAMED).map(EdnWriter::toEdn).collect(Collectors.joining(", "));
        return elements.size() > NAMED ? elements.size() + " elements, among them " + names : names;
    }
}
