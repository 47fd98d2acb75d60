package dev.squall.check.transaction.certificate;

import dev.squall.check.transaction.level.Anomaly;
import java.util.List;

/** Proof of a verdict: an order for valid, a refutation for a violation. */
public sealed interface Certificate {

    /**
     * Order in which the transactions commit; for serializable, the serial order. Missing indeterminate transactions
     * did not commit.
     *
     * @param transactions numbers of the transactions; must not be modified
     * @param sources for each operation that is an ambiguous read of a register, the write that it returned; -1 for the
     *     initial value; null if no read is ambiguous
     */
    record CommitOrder(int[] transactions, int[] sources) implements Certificate {}

    /**
     * Order of starts and commits, for snapshot isolation.
     *
     * @param events for each start of transaction t the number 2 t, for its commit 2 t + 1; must not be modified
     */
    record SnapshotOrder(int[] events) implements Certificate {}

    /** Proof of a violation. */
    sealed interface Refutation extends Certificate {}

    /**
     * A few operations that no history of the level can contain.
     *
     * @param operations numbers of the operations, the offending read first
     */
    record Finding(Anomaly anomaly, List<Integer> operations) implements Refutation {

        public Finding {
            operations = List.copyOf(operations);
        }
    }

    /**
     * Cycle that the level forbids.
     *
     * @param edges edges of the cycle, in order
     */
    record Cycle(Anomaly anomaly, List<Dependency> edges) implements Refutation {

        public Cycle {
            edges = List.copyOf(edges);
        }
    }

    /**
     * Case distinction on two writers of one key: the level is violated whichever of them installs its version first.
     *
     * @param first number of the first write; -1 for the initial state
     * @param second number of a write of another transaction to the same key
     * @param ifFirst refutation when the first version is older; edges may assume it
     * @param ifSecond refutation when the second version is older; edges may assume it
     */
    record OrderCases(int first, int second, Refutation ifFirst, Refutation ifSecond) implements Refutation {}

    /**
     * Case distinction on a read of a value that several transactions wrote: the level is violated whichever write the
     * read returned.
     *
     * @param read number of the read operation
     * @param sources writes of the value that may have committed, with -1 for the initial state
     * @param cases one refutation for each source: proof that the read cannot have returned the source's version
     */
    record SourceCases(int read, List<Integer> sources, List<Refutation> cases) implements Refutation {

        public SourceCases {
            sources = List.copyOf(sources);
            cases = List.copyOf(cases);
        }
    }
}
