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
 * Check whether the replicas of multi-value registers are equal once everything has healed, and hold every value that
 * no write has overwritten knowingly (lecture 5.1). The {@linkplain FinalReads final reads} show what replicas hold.
 *
 * <ul>
 *   <li>No read, final or not, returned a value that nobody wrote, or only with failure, and no write overwrote such a
 *       value ({@code thin-air-read}).
 *   <li>All replicas hold the same values ({@code replicas-differ}).
 *   <li>Replicas hold each write that was acknowledged, or seen, unless one that knew of it overwrote it ({@code
 *       lost-write}).
 *   <li>Replicas hold no value that an acknowledged write has overwritten ({@code overwritten-value-came-back}).
 * </ul>
 *
 * <p>An acknowledged write says what it overwrote. One with an unknown outcome cannot, so that it may have overwritten
 * any value of its key whose write began before it was first seen, if it was seen. So a violation is one whatever such
 * writes did; where all outcomes are known every violation is found, else a loss may hide behind them.
 *
 * <p>The history's shape: {@code write} of {@code [key value]}, completed with {@code [key value overwritten]} where
 * {@code overwritten} is a list of values; {@code read} of {@code [key nil]}, completed with {@code [key values]}, nil
 * for none. No value is written to a key twice. Takes O(n + l u) for n operations and the values that
 * they name, where no other says what overwrote l writes and the outcome of u writes of a key is unknown. Unknown
 * means that a replica gave no final read, that it is not known which replica answered, that writes cannot be told
 * apart, or that the history is of another shape.
 */
public final class MultiValueConvergence implements Checker {

    private static final String NAME = "multi-value-convergence";

    private final Replicas replicas;

    /**
     * @param replicas which replica answered
     */
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
