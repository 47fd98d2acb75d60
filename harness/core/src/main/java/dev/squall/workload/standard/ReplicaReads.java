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
 * Generator of final reads for replicas that converge by themselves. Healed replicas become equal only after some
 * rounds of anti-entropy, so the reads wait. After the wait, each thread reads every key, so that every replica with a
 * client is read.
 */
final class ReplicaReads {

    /**
     * Time in nanoseconds that replicas have to become equal after every client was served. In a cluster of n nodes n -
     * 1 rounds of anti-entropy are enough.
     */
    static final long CONVERGENCE_NANOS = 2_000_000_000L;

    /** Orders keys: numbers, which workloads use, come before other keys, which scenarios may use. */
    private static final Comparator<Object> NUMBERS_FIRST = Comparator.comparing(
                    (Object key) -> key instanceof Long number ? number : Long.MAX_VALUE)
            .thenComparing(String::valueOf);

    private ReplicaReads() {}

    /** Returns reads of every key in the history, with the function {@code read}. */
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
