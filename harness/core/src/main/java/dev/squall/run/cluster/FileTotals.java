package dev.squall.run.cluster;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Totals over keys of one history file. Merging is associative and commutative, so the totals do not depend on how the
 * keys were divided.
 *
 * @param operations number of operations of the decided and undecided keys
 * @param succeeded functions of operations that completed with {@code :ok}
 * @param violation the violation to show; null if there is none
 * @param undecided an undecided key to show; null if there is none
 * @param misfit an operation that the check does not understand, so that no verdict is possible; null if there is none
 */
public record FileTotals(
        long keys,
        long violatingKeys,
        long undecidedKeys,
        long operations,
        Set<String> succeeded,
        Finding violation,
        Finding undecided,
        Finding misfit)
        implements Serializable {

    /** Totals of no key. */
    public static final FileTotals NONE = new FileTotals(0, 0, 0, 0, Set.of(), null, null, null);

    private static final long serialVersionUID = 1;

    /**
     * What was found on one key. Of several findings, the one whose key begins first in the history is shown.
     *
     * @param begin position of the key's first operation in the history
     * @param operations the indexes of the operations that show a violation
     * @param lines those operations, as lines of EDN
     */
    public record Finding(long begin, String anomaly, String summary, List<Integer> operations, List<String> lines)
            implements Serializable {

        private static final long serialVersionUID = 1;

        public Finding {
            operations = List.copyOf(operations);
            lines = List.copyOf(lines);
        }

        private static Finding first(Finding one, Finding other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return one.begin <= other.begin ? one : other;
        }
    }

    public FileTotals {
        succeeded = new TreeSet<>(succeeded);
    }

    /** Returns the totals of the keys of both, which must have no key in common. */
    public FileTotals plus(FileTotals other) {
        Set<String> functions = new TreeSet<>(succeeded);
        functions.addAll(other.succeeded);
        return new FileTotals(
                keys + other.keys,
                violatingKeys + other.violatingKeys,
                undecidedKeys + other.undecidedKeys,
                operations + other.operations,
                functions,
                Finding.first(violation, other.violation),
                Finding.first(undecided, other.undecided),
                Finding.first(misfit, other.misfit));
    }
}
