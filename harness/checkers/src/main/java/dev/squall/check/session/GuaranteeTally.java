package dev.squall.check.session;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Conclusion about a store's session guarantees from the {@link MeasuredGuarantees} of many runs. Not thread-safe.
 *
 * <p>Each run yields sets of guarantees that cannot hold together. A guarantee alone in a set is broken. In a larger
 * set, a guarantee counts as broken if all other guarantees of the set count as kept. Read-your-writes and monotonic
 * reads show alone within few operations, so they count as kept if no run showed them broken alone.
 */
public final class GuaranteeTally {

    /** Findings about a guarantee. */
    public enum Finding {
        /** No run shows the guarantee broken. */
        KEPT,
        /** Some run shows the guarantee broken. */
        BROKEN,
        /** Some run shows that this guarantee or another one is broken, but not which one. */
        UNDECIDED;

        /** Returns the finding's name for tables. */
        public String term() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Set<Set<Guarantee>> brokenTogether = new LinkedHashSet<>();
    private int runs;

    /**
     * Adds a run.
     *
     * @throws IllegalArgumentException if the verdict is not a valid verdict of {@link MeasuredGuarantees}
     */
    public void add(Verdict measured) {
        Object sets = measured.details().get(MeasuredGuarantees.BROKEN);
        if (measured.validity() != Validity.VALID || !(sets instanceof List<?> list)) {
            throw new IllegalArgumentException("found a verdict of " + measured.checker() + " that is "
                    + measured.validity() + ", expected a valid one of measured-guarantees: " + measured.summary());
        }
        runs++;
        list.forEach(entry -> brokenTogether.add(guarantees((Map<?, ?>) entry)));
    }

    private static Set<Guarantee> guarantees(Map<?, ?> entry) {
        EnumSet<Guarantee> guarantees = EnumSet.noneOf(Guarantee.class);
        for (Guarantee guarantee : Guarantee.values()) {
            if (((Collection<?>) entry.get("guarantees")).contains(guarantee.term())) {
                guarantees.add(guarantee);
            }
        }
        return Collections.unmodifiableSet(guarantees);
    }

    /** Returns the number of added runs. */
    public int runs() {
        return runs;
    }

    /** Returns the finding on each guarantee from the runs so far. */
    public Map<Guarantee, Finding> findings() {
        Map<Guarantee, Finding> findings = new EnumMap<>(Guarantee.class);
        for (Guarantee guarantee : Guarantee.values()) {
            boolean suspected = brokenTogether.stream().anyMatch(set -> set.contains(guarantee));
            findings.put(guarantee, suspected ? Finding.UNDECIDED : Finding.KEPT);
        }
        brokenTogether.stream()
                .filter(set -> set.size() == 1)
                .forEach(set -> findings.put(set.iterator().next(), Finding.BROKEN));
        attributeRest(findings);
        return findings;
    }

    /** Decides guarantees that are undecided, where the findings on the other guarantees allow it. */
    private void attributeRest(Map<Guarantee, Finding> findings) {
        for (Guarantee visible : EnumSet.of(Guarantee.READ_YOUR_WRITES, Guarantee.MONOTONIC_READS)) {
            findings.replace(visible, Finding.UNDECIDED, Finding.KEPT);
        }
        for (Set<Guarantee> set : brokenTogether) {
            EnumSet<Guarantee> suspects = EnumSet.copyOf(set);
            suspects.removeIf(guarantee -> findings.get(guarantee) == Finding.KEPT);
            if (suspects.size() == 1) {
                findings.put(suspects.iterator().next(), Finding.BROKEN);
            }
        }
    }
}
