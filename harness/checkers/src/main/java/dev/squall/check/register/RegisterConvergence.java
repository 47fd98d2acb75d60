package dev.squall.check.register;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Meter;
import dev.squall.check.Verdict;
import dev.squall.check.convergence.FinalReads;
import dev.squall.check.convergence.FinalReads.FinalRead;
import dev.squall.check.convergence.Replicas;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Values;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Convergence check of replicated last-writer-wins registers (lectures 5.1 and 7.3). After all faults have ended, the
 * replicas must be equal and hold a value that may win. {@link FinalReads} show the replicas' values.
 *
 * <ul>
 *   <li>No read returned a value that was never written or whose write failed ({@code thin-air-read}, {@code
 *       read-of-failed-write}).
 *   <li>All replicas hold the same value ({@code replicas-differ}).
 *   <li>The final value was written by a write that may win by the rule of {@link Winner}. The final value is not the
 *       initial value if any write was acknowledged ({@code lost-write}). If several writes wrote the final value, one
 *       that may win suffices.
 *   <li>The same rules apply to deletes, which write nil. If a key was deleted after the write of its final value, the
 *       anomaly is {@code deleted-item-came-back}.
 * </ul>
 *
 * <p>The details measure how stale reads are in real time, by {@link Staleness}. Takes O(n log n), or the time of
 * {@link CausalConsistency} if causality matters. The history's shape is that of lin-kv: {@code read}, {@code write}
 * and {@code cas}, and {@code delete}, with {@code [key value]} if keyed; in histories with deletes, reads of nil are
 * ignored for causality. The verdict is unknown if a replica gave no final read or the replica of a final read is
 * unknown. The verdict is also unknown if causality matters but writes have equal values, the history has another
 * shape, or the budget was spent.
 */
public final class RegisterConvergence implements Checker {

    private static final String NAME = "register-convergence";

    private final Winner winner;
    private final Replicas replicas;
    private final Object initialValue;
    private final boolean keyed;

    /**
     * @param winner the rule for the writes that may win
     * @param replicas finds the replica that answered an operation
     * @param initialValue the initial value of each register; null for nil
     * @param keyed true if each operation's value is {@code [key value]}
     */
    public RegisterConvergence(Winner winner, Replicas replicas, Object initialValue, boolean keyed) {
        this.winner = Objects.requireNonNull(winner, "winner");
        this.replicas = Objects.requireNonNull(replicas, "replicas");
        this.initialValue = initialValue;
        this.keyed = keyed;
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
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("winner", winner.name());
        try {
            RegisterHistory registers = RegisterHistory.of(history, initialValue, keyed);
            details.put("staleness", new Staleness(registers).figures());
            Optional<Access> thinAir = ReadsFrom.thinAirRead(registers);
            if (thinAir.isPresent()) {
                return ThinAir.verdict(NAME, registers, thinAir.get(), details);
            }
            FinalReads finalReads = FinalReads.of(history, replicas, keyed, Values::normal);
            details.put("keys", finalReads.keys().size());
            details.put("replicas", finalReads.replicaCount());
            return verdict(registers, finalReads, new Meter(budget), details);
        } catch (HistoryFormatException unfit) {
            return Verdict.unknown(NAME, "cannot be checked: " + unfit.getMessage(), details);
        } catch (Meter.Spent spent) {
            return Verdict.unknown(NAME, spent.getMessage() + " before all keys were judged", details);
        }
    }

    private Verdict verdict(
            RegisterHistory registers, FinalReads finalReads, Meter meter, Map<String, Object> details) {
        if (finalReads.difference().isPresent()) {
            List<FinalRead> two = finalReads.difference().get();
            TreeSet<Integer> indexes = new TreeSet<>(two.get(0).read().indexes());
            indexes.addAll(two.get(1).read().indexes());
            String key = keyed ? "key " + EdnWriter.toEdn(two.get(0).key()) + ": " : "";
            String summary = key + two.get(0) + ", but " + two.get(1);
            return Verdict.violation(NAME, "replicas-differ", summary, List.copyOf(indexes), details);
        }
        BiPredicate<Access, Access> overwrites = overwrites(registers, meter);
        Map<Object, List<Access>> writes = registers.writesByKey();
        for (Object key : finalReads.keys()) {
            meter.checkTime();
            FinalRead last = finalReads.of(key).iterator().next();
            requireRecorded(last);
            List<Access> ofKey = writes.getOrDefault(Values.normal(key), List.of());
            List<Access> lost = lost(ofKey, last, overwrites);
            if (!lost.isEmpty()) {
                TreeSet<Integer> indexes = new TreeSet<>(last.read().indexes());
                lost.forEach(write -> indexes.addAll(write.operation().indexes()));
                String anomaly = deletedSince(lost.get(0), ofKey) ? "deleted-item-came-back" : "lost-write";
                return Verdict.violation(NAME, anomaly, words(last, lost), List.copyOf(indexes), details);
            }
        }
        return finalReads
                .silentReplica()
                .map(silent -> Verdict.unknown(NAME, silent + "; those that did agree", details))
                .orElseGet(() -> Verdict.valid(
                        NAME, finalReads.replicaCount() + " replicas hold the same, which they may", details));
    }

    /** Returns true if a write's key was deleted after the write was acknowledged. */
    private static boolean deletedSince(Access write, List<Access> writes) {
        return !write.deletes()
                && writes.stream()
                        .filter(later -> later.deletes() && later.isCertain())
                        .anyMatch(later -> write.operation().precedes(later.operation()));
    }

    private void requireRecorded(FinalRead last) {
        if (last.value() == null && initialValue != null) {
            throw new HistoryFormatException("operation " + last.read().index()
                    + ": found a final read of nil from registers that begin as " + EdnWriter.toEdn(initialValue)
                    + ", expected the value that was read");
        }
    }

    /**
     * Returns a predicate that is true if its first write, when acknowledged, prevents its second write from winning.
     */
    private BiPredicate<Access, Access> overwrites(RegisterHistory registers, Meter meter) {
        return switch (winner) {
            case ANY_WRITE -> (later, earlier) -> false;
            case LAST_IN_REAL_TIME ->
                (later, earlier) -> earlier.operation().precedes(later.operation()) && earlier.isCertain();
            case CAUSALLY_LAST -> {
                CausalPast causalPast = CausalPast.of(ReadsFrom.of(registers.withoutReadsOfDeleted()), meter);
                yield (later, earlier) -> causalPast.precedes(earlier, later);
            }
        };
    }

    /**
     * Returns the evidence that the final value may not win; empty if it may. The evidence is a write of the final
     * value, if there is one, and an acknowledged write that should have won, preferably a delete.
     */
    private List<Access> lost(List<Access> writes, FinalRead last, BiPredicate<Access, Access> overwrites) {
        List<Access> acknowledged = writes.stream().filter(Access::isCertain).toList();
        List<Access> shown = List.of();
        for (Access candidate : writes) {
            if (Objects.equals(candidate.written(), last.value())) {
                Optional<Access> prevailing = acknowledged.stream()
                        .filter(later -> overwrites.test(later, candidate))
                        .max(Comparator.comparing(Access::deletes).thenComparing(Access::id));
                if (prevailing.isEmpty()) {
                    return List.of();
                }
                shown = List.of(candidate, prevailing.get());
            }
        }
        boolean initial = Objects.equals(last.value(), Values.normal(initialValue));
        if (!shown.isEmpty() || !initial || acknowledged.isEmpty()) {
            return shown;
        }
        return List.of(acknowledged.get(0));
    }

    private String words(FinalRead last, List<Access> lost) {
        String order = winner == Winner.CAUSALLY_LAST ? "causally follows" : "was invoked after the acknowledgement of";
        return lost.size() == 1
                ? last + ", the initial value, although " + lost.get(0) + " was acknowledged"
                : last + ", although " + lost.get(1) + ", which was acknowledged, " + order + " " + lost.get(0);
    }
}
