package dev.squall.system;

import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/** Set of cases that an enumerated trial runs with a system's nodes, and their judgement. Stateless. */
@FunctionalInterface
public interface Enumeration {

    /**
     * Runs the cases. The finding follows from the effort's seed and factor alone.
     *
     * @throws dev.squall.world.WorldException if a node fails
     */
    Finding run(Effort effort);

    /**
     * Extent of the work.
     *
     * @param seed from which cases are drawn; without effect where every case is run
     * @param factor by which more cases are drawn than usual, at least 1; without effect where every case is run
     * @param threads the most threads to use, at least 1
     * @param isStopped asked from time to time; if true, the enumeration may return at once with what it has
     * @param onProgress told the number of cases done so far, from any thread
     */
    record Effort(long seed, int factor, int threads, BooleanSupplier isStopped, IntConsumer onProgress) {}

    /**
     * Result of the cases.
     *
     * @param isAsExpected true if the cases show what the claim says
     * @param words the number of cases, and what they showed, in one sentence
     * @param cases the number of cases that were run
     */
    record Finding(boolean isAsExpected, String words, int cases) {

        public Finding {
            Objects.requireNonNull(words, "words");
        }
    }
}
