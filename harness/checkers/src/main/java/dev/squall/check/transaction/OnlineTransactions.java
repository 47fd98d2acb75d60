package dev.squall.check.transaction;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.history.History;
import dev.squall.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Check of an isolation level while the history happens. It checks the history so far again each time that a fifth more
 * operations have completed. Open transactions count as indeterminate, so a violation of the history so far is one of
 * every history that continues it. Whatever the offline check would find, this check finds at most a fifth of the
 * history later; at the end the offline check finds the rest.
 *
 * <p>All checks together cost about six times the last one. Memory grows with the history, up to a limit, beyond which
 * the check says nothing. Not for use by several threads.
 */
public final class OnlineTransactions {

    private static final int FIRST_CHECK = 50;
    private static final int GROWTH = 5;

    private final Checker checker;
    private final Budget budget;
    private final int completionsMax;
    private final List<Operation> operations = new ArrayList<>();
    private int completions;
    private int nextCheck = FIRST_CHECK;
    private Verdict violation;

    /**
     * Creates a check that has seen nothing yet.
     *
     * @param checker offline check
     * @param budget budget of each check of the history so far; a check that spends it finds nothing
     * @param completionsMax number of completed operations after which the check gives up and frees its memory
     */
    public OnlineTransactions(Checker checker, Budget budget, int completionsMax) {
        this.checker = Objects.requireNonNull(checker, "checker");
        this.budget = Objects.requireNonNull(budget, "budget");
        this.completionsMax = completionsMax;
    }

    /**
     * Takes the next operation; those of the nemesis are passed over.
     *
     * @return the violation, as soon as there is one, and from then on always that
     */
    public Optional<Verdict> accept(Operation operation) {
        if (violation != null || completions >= completionsMax) {
            return Optional.ofNullable(violation);
        }
        operations.add(operation);
        if (operation.isClient() && operation.type() != Operation.Type.INVOKE && ++completions >= nextCheck) {
            nextCheck = completions + Math.max(FIRST_CHECK, completions / GROWTH);
            Verdict verdict = checker.check(History.of(operations), budget);
            violation = verdict.validity() == Validity.VIOLATION ? verdict : null;
        }
        if (violation != null || completions >= completionsMax) {
            operations.clear();
        }
        return Optional.ofNullable(violation);
    }
}
