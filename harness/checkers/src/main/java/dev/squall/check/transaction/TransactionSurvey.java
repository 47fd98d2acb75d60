package dev.squall.check.transaction;

import dev.squall.check.Validity;
import dev.squall.check.transaction.level.IsolationLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Verdicts on all levels of one history. Immutable.
 *
 * @param verdicts one verdict per level, in the order of {@link IsolationLevel#values()}
 */
public record TransactionSurvey(Map<IsolationLevel, TransactionVerdict> verdicts) {

    public TransactionSurvey {
        verdicts = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(verdicts));
    }

    /** Returns the verdict on a level. */
    public TransactionVerdict of(IsolationLevel level) {
        return verdicts.get(level);
    }

    /** Returns the levels with a verdict of one kind, weaker ones first. */
    public List<IsolationLevel> levels(Validity validity) {
        return verdicts.values().stream()
                .filter(verdict -> verdict.validity() == validity)
                .map(TransactionVerdict::level)
                .toList();
    }

    /** Returns the satisfied levels that no other satisfied level implies. */
    public List<IsolationLevel> strongest() {
        return extremes(levels(Validity.VALID), true);
    }

    /** Returns the refuted levels that imply no other refuted level. */
    public List<IsolationLevel> weakestRefuted() {
        return extremes(levels(Validity.VIOLATION), false);
    }

    private static List<IsolationLevel> extremes(List<IsolationLevel> levels, boolean strongest) {
        List<IsolationLevel> extremes = new ArrayList<>();
        for (IsolationLevel level : levels) {
            boolean isExtreme = levels.stream()
                    .noneMatch(
                            other -> !other.equals(level) && (strongest ? other.implies(level) : level.implies(other)));
            if (isExtreme) {
                extremes.add(level);
            }
        }
        return extremes;
    }
}
