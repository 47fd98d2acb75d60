package dev.squall.workload.standard;

import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Final reads of replicas that converge by themselves. Healed replicas need some rounds of anti-entropy before they are
 * equal, so the reads wait. Then each thread, and so each replica that has one, is asked for every key.
 */
final class ReplicaReads {

    /**
     * Time in nanoseconds that replicas have to become equal once every client was served. In a cluster of n nodes n -
     * 1 rounds of anti-entropy are enough.
     */
    static final long CONVERGENCE_NANOS = 2_000_000_000L;

    /** Workloads have numbers as keys; scenarios may have others. */
    private static final Comparator<Object> NUMBERS_FIRST = Comparator.comparing(
                    (Object key) -> key instanceof Long number ? number : Long.MAX_VALUE)
            .thenComparing(String::valueOf);

    private ReplicaReads() {}

    /** Reads by {@code read} of every key that was used. */
    static Generator of(List<Operation> operationsSoFar) {
        TreeSet<Object> keys = new TreeSet<>(NUMBERS_FIRST);
        for (Operation operation : operationsSoFar) {
            if (operation.isClient()) {
                keys.add(((List<?>) operation.value()).get(0));
            }
        }
        List<Generator> reads = new ArrayList<>();
        for (Object key : keys) {
            reads.add(Generators.once("read", Arrays.asList(key, null)));
        }
        return Generators.sequence(List.of(
                Generators.sleep(CONVERGENCE_NANOS, CONVERGENCE_NANOS),
                Generators.eachThread(Generators.sequence(reads))));
    }
}
