package dev.squall.mutate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Stratified sample of mutants: systematic, so that each file has a share in proportion to its mutants. */
public final class MutantSample {

    private MutantSample() {}

    /**
     * Returns {@code size} mutants in their order, or all if there are no more. Each mutant is in the sample with the
     * same probability.
     *
     * @param mutants mutants in their order
     * @param size at least 1
     */
    public static List<Mutant> of(List<Mutant> mutants, int size, long seed) {
        if (size >= mutants.size()) {
            return mutants;
        }
        double step = (double) mutants.size() / size;
        double start = new SplittableRandom(seed).nextDouble() * step;
        List<Mutant> sample = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            sample.add(mutants.get((int) Math.min(mutants.size() - 1, start + i * step)));
        }
        return sample;
    }
}
