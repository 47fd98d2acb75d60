package dev.squall.check.convergence;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Verdict;
import dev.squall.check.convergence.FinalReads.FinalRead;
import dev.squall.check.convergence.MultiValueWrites.Write;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Convergence check of replicated multi-value registers (lecture 5.1). After all faults have ended, the replicas must
 * be equal and hold each value that no causally later write overwrote. {@link FinalReads} show the replicas' values.
 *
 * <ul>
 *   <li>No read returned, and no write overwrote, a value that was never written or whose write failed ({@code
 *       thin-air-read}).
 *   <li>All replicas hold the same values ({@code replicas-differ}).
 *   <li>Replicas hold each value whose write was acknowledged or observed, unless a causally later write overwrote it
 *       ({@code lost-write}).
 *   <li>Replicas hold no value that an acknowledged write has overwritten ({@code overwritten-value-came-back}).
 * </ul>
 *
 * <p>An acknowledged write reports the values that it overwrote. An observed write of unknown outcome may have
 * overwritten any value of its key whose write began before the first observation. Violations are therefore certain. If
 * all outcomes are known, the check finds every violation; otherwise it may miss a lost write.
 *
 * <p>The history's shape: {@code write} of {@code [key value]}, completed with {@code [key value overwritten]} where
 * {@code overwritten} is a list of values; {@code read} of {@code [key nil]}, completed with {@code [key values]}, nil
 * for none. No value is written to a key twice. Takes O(n + l u) for operations with n values in total, l writes that
 * no acknowledged write overwrote, and u writes of unknown outcome per key. The verdict is unknown if a replica gave no
 * final read, or the replica of a final read is unknown. The verdict is also unknown if two writes of a key have the
 * same value or the history has another shape.
 */
public final class MultiValueConvergence implements Checker {

    private static final String NAME = "multi-value-convergence";

    private final Replicas replicas;

    /** @param replicas finds the replica that answered an operation */
    public MultiValueConvergence(Replicas replicas) {
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
        Map<String, Object> details = new LinkedHashMap<>();
        try {
            MultiValueWrites writes = MultiValueWrites.of(history);
            details.put("writes", writes.count());
            if (writes.thinAir().isPresent()) {
                return Verdict.violation(
                        NAME, "thin-air-read", writes.thinAir().get(), writes.thinAirIndexes(), details);
            }
            FinalReads finalReads = FinalReads.of(history, replicas, true, MultiValueWrites::values);
            details.put("keys", finalReads.keys().size());
            details.put("replicas", finalReads.replicaCount());
            return verdict(writes, finalReads, details);
        } catch (HistoryFormatException unfit) {
            return Verdict.unknown(NAME, "cannot be checked: " + unfit.getMessage(), details);
        }
    }

    private static Verdict verdict(MultiValueWrites writes, FinalReads finalReads, Map<String, Object> details) {
        if (finalReads.difference().isPresent()) {
            List<FinalRead> two = finalReads.difference().get();
            String summary = "key " + EdnWriter.toEdn(two.get(0).key()) + ": " + two.get(0) + ", but " + two.get(1);
            TreeSet<Integer> indexes = new TreeSet<>(two.get(0).read().indexes());
            indexes.addAll(two.get(1).read().indexes());
            return Verdict.violation(NAME, "replicas-differ", summary, List.copyOf(indexes), details);
        }
        int concurrent = 0;
        for (Object key : finalReads.keys()) {
            FinalRead last = finalReads.of(key).iterator().next();
            Set<?> values = (Set<?>) last.value();
            concurrent += values.size() > 1 ? 1 : 0;
            for (Write write : writes.of(key)) {
                Optional<Verdict> violation = values.contains(write.value())
                        ? cameBack(writes, write, last, details)
                        : lost(writes, write, last, details);
                if (violation.isPresent()) {
                    return violation.get();
                }
            }
        }
        details.put("keysWithConcurrentValues", concurrent);
        return finalReads
                .silentReplica()
                .map(silent -> Verdict.unknown(NAME, silent + "; those that did agree", details))
                .orElseGet(() -> Verdict.valid(
                        NAME, finalReads.replicaCount() + " replicas hold the same, and lost no write", details));
    }

    private static Optional<Verdict> lost(
            MultiValueWrites writes, Write write, FinalRead last, Map<String, Object> details) {
        if (!writes.isCertain(write) || writes.mayBeOverwritten(write, (Set<?>) last.value())) {
            return Optional.empty();
        }
        String summary = last + ", without " + EdnWriter.toEdn(write.value()) + ", although its write (operation "
                + write.operation().index() + ") took effect and none that knew of it has overwritten it";
        return Optional.of(violation("lost-write", summary, last, List.of(write), details));
    }

    private static Optional<Verdict> cameBack(
            MultiValueWrites writes, Write write, FinalRead last, Map<String, Object> details) {
        return writes.overwriting(write).map(later -> {
            String summary = last + ", among it " + EdnWriter.toEdn(write.value()) + ", although the write of "
                    + EdnWriter.toEdn(later.value()) + " (operation "
                    + later.operation().index() + ") has overwritten it";
            return violation("overwritten-value-came-back", summary, last, List.of(write, later), details);
        });
    }

    private static Verdict violation(
            String anomaly, String summary, FinalRead last, List<Write> shown, Map<String, Object> details) {
        TreeSet<Integer> indexes = new TreeSet<>(last.read().indexes());
        shown.forEach(write -> indexes.addAll(write.operation().indexes()));
        String key = "key " + EdnWriter.toEdn(last.key()) + ": ";
        return Verdict.violation(NAME, anomaly, key + summary, List.copyOf(indexes), details);
    }
}
