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
 * Guarantees that a store gives, going by the {@linkplain MeasuredGuarantees measurements} of many runs. Not for
 * several threads.
 *
 * <p>A run shows sets of guarantees that cannot hold together. A set of one is broken. Of a larger set, a guarantee is
 * broken if all the others were never found broken. A run of few operations seldom shows monotonic writes broken
 * without monotonic reads, and broken monotonic reads show by themselves.
 */
public final class GuaranteeTally {

    /** Findings about a guarantee. */
    public enum Finding {
        /** No run shows it broken. */
        KEPT,
        /** Some run shows it broken. */
        BROKEN,
        /** Some run shows it or another broken, and does not tell which. */
        UNDECIDED;

        /** As it stands in a table. */
        public String term() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Set<Set<Guarantee>> brokenTogether = new LinkedHashSet<>();
    private int runs;

    /**
     * Adds a run.
     *
     * @throws IllegalArgumentException if the verdict is no valid one of {@link MeasuredGuarantees}
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

    /** Returns how many runs were added. */
    public int runs() {
        return runs;
    }

    /** Returns what the runs so far show of each guarantee. */
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

    /** Takes a guarantee to be kept if it shows by itself and never did. */
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
