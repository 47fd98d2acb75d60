package dev.squall.benchmarks.table;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.linear.GeneratedHistories;
import dev.squall.check.linear.GeneratedHistories.Shape;
import dev.squall.check.linear.LinearizabilityChecker;
import dev.squall.check.linear.model.Models;
import dev.squall.history.History;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Makes histories whose violation cannot be seen from single values, so a checker must search. */
final class SubtleViolation {

    private static final int TRIES = 20;
    private static final Budget BUDGET = new Budget(Duration.ofSeconds(2), 512L << 20);

    private SubtleViolation() {}

    /**
     * Returns a generated history with the result of one read changed.
     *
     * @throws IllegalStateException if no tried change makes such a violation
     */
    static History in(Shape shape) {
        LinearizabilityChecker checker =
                new LinearizabilityChecker(Models.named("cas-register").model(0L), false);
        History valid = GeneratedHistories.valid(shape);
        Random random = new Random(shape.seed());
        for (int i = 0; i < TRIES; i++) {
            History changed = GeneratedHistories.mutated(valid, shape.values(), random);
            Verdict verdict = checker.check(changed, BUDGET);
            boolean searched = !List.of("state-sweep").equals(verdict.details().get("methods"));
            if (verdict.validity() == Validity.VIOLATION && searched) {
                return changed;
            }
        }
        throw new IllegalStateException("none of " + TRIES + " changed reads is a violation that takes a search");
    }
}
