package dev.squall.system;

import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Finite set of cases that an enumerated trial runs with a system's nodes, and the judgement of their results.
 * Enumerations are stateless.
 */
@FunctionalInterface
public interface Enumeration {

    /**
     * Runs the cases. The finding depends only on the effort's seed and factor.
     *
     * @throws dev.squall.world.WorldException if a node fails
     */
    Finding run(Effort effort);

    /**
     * Extent and limits of an enumeration.
     *
     * @param seed seed of the random choice of cases; without effect if every case is run
     * @param factor multiple of the usual number of cases to draw, at least 1; without effect if every case is run
     * @param threads maximum number of threads to use, at least 1
     * @param isStopped polled from time to time; if it returns true, the enumeration may return early with partial
     *     results
     * @param onProgress receives the number of finished cases, on any thread
     */
    record Effort(long seed, int factor, int threads, BooleanSupplier isStopped, IntConsumer onProgress) {}

    /**
     * Result of the cases of an enumeration.
     *
     * @param isAsExpected true if the cases show the result that the claim predicts
     * @param words number of cases and their result, in one sentence
     * @param cases the number of cases that were run
     */
    record Finding(boolean isAsExpected, String words, int cases) {

        public Finding {
            Objects.requireNonNull(words, "words");
        }
    }
}
