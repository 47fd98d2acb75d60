package dev.squall.check.transaction.online;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.level.IsolationLevel.Base;
import dev.squall.check.transaction.level.IsolationLevel.Order;
import dev.squall.history.History;
import dev.squall.history.Operation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Check of an isolation level while the history happens. It checks the history so far again each time that a fifth more
 * operations have completed. Open transactions count as indeterminate, so a violation of the history so far is one of
 * every history that continues it. Whatever the offline check would find, this check finds at most a fifth of the
 * history later; at the end the offline check finds the rest.
 *
 * <p>The strong levels snapshot isolation, repeatable read and serializable keep only what can still matter. When a
 * check found no violation and no transaction is open, final values replace the history so far, as {@link
 * SettledPrefix} describes. So memory grows with the state, not with the history. For the other levels, memory grows
 * with the history, up to a limit; beyond it, the check finds nothing. Not for use by several threads.
 */
public final class OnlineTransactions {

    private static final int FIRST_CHECK = 50;
    private static final int GROWTH = 5;
    private static final Set<Base> SETTLING =
            EnumSet.of(Base.SNAPSHOT_ISOLATION, Base.REPEATABLE_READ, Base.SERIALIZABLE);

    private final Checker checker;
    private final boolean settles;
    private final Budget budget;
    private final int completionsMax;
    private List<Operation> operations = new ArrayList<>();
    private int completions;
    private int nextCheck = FIRST_CHECK;
    private int open;
    private boolean isShortened;
    private Verdict violation;

    /**
     * Creates a check that has seen nothing yet.
     *
     * @param checker offline check of the level
     * @param level level that the check decides
     * @param budget budget of each check of the history so far; a check that spends it finds nothing
     * @param completionsMax number of kept completions after which the check gives up and frees its memory
     */
    public OnlineTransactions(Checker checker, IsolationLevel level, Budget budget, int completionsMax) {
        this.checker = Objects.requireNonNull(checker, "checker");
        this.settles = level.order() == Order.REAL_TIME && SETTLING.contains(level.base());
        this.budget = Objects.requireNonNull(budget, "budget");
        this.completionsMax = completionsMax;
    }

    /**
     * Takes the next operation; those of the nemesis are passed over.
     *
     * @return the violation, as soon as there is one, and from then on always that
     */
    public Optional<Verdict> accept(Operation operation) {
        if (violation != null || completions >= completionsMax || !operation.isClient()) {
            return Optional.ofNullable(violation);
        }
        operations.add(operation);
        if (operation.type() == Operation.Type.INVOKE) {
            open++;
            return Optional.empty();
        }
        open--;
        completions++;
        boolean isLate = completions >= nextCheck + Math.max(FIRST_CHECK, nextCheck / GROWTH);
        if (completions >= nextCheck && (!settles || open == 0 || isLate)) {
            check();
        }
        if (violation != null || completions >= completionsMax) {
            operations.clear();
        }
        return Optional.ofNullable(violation);
    }

    /** Returns the number of operations that are kept. */
    int keptOperations() {
        return operations.size();
    }

    private void check() {
        Verdict verdict = checker.check(History.of(operations), budget);
        int size = completions;
        if (verdict.validity() == Validity.VIOLATION) {
            violation = isShortened ? withoutIndexes(verdict) : verdict;
        } else if (verdict.validity() == Validity.VALID && settles && open == 0) {
            Optional<List<Operation>> replacement = SettledPrefix.replacementOf(operations);
            replacement.ifPresent(shorter -> {
                operations = new ArrayList<>(shorter);
                completions = shorter.size() / 2;
                isShortened = true;
            });
            size = Math.max(completions, operations.isEmpty() ? 0 : valuesIn(operations.get(0)));
        }
        nextCheck = completions + Math.max(FIRST_CHECK, size / GROWTH);
    }

    /** Returns the number of values in a transaction: that which holds the final values takes this long to check. */
    private static int valuesIn(Operation transaction) {
        return transaction.value() instanceof List<?> values ? values.size() : 0;
    }

    /** Returns a violation without the places of operations, which are not those of the whole history. */
    private static Verdict withoutIndexes(Verdict verdict) {
        return Verdict.violation(
                verdict.checker(),
                verdict.anomaly(),
                "the history so far is not " + verdict.checker() + "; the check of the whole history says why",
                List.of(),
                Map.of());
    }
}
