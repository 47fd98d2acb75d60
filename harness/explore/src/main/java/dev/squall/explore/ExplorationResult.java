package dev.squall.explore;

import dev.squall.check.Validity;
import dev.squall.experiment.Outcome;
import dev.squall.explore.search.Search;
import java.util.List;
import java.util.Optional;

/**
 * Result of an exploration.
 *
 * @param counts what the search tried, up to the first violation
 * @param unknown number of schedules without a verdict in time or memory
 * @param unjudged promised properties that no schedule could show or break
 * @param end what ended the exploration before every schedule was tried, in words; empty if nothing did
 * @param violation the shortest violation found; empty if there is none
 */
public record ExplorationResult(
        Search.Counts counts, long unknown, List<String> unjudged, String end, Optional<Counterexample> violation) {

    /** Returns the outcome: valid only if every schedule of the scope was tried and judged. */
    public Outcome outcome() {
        if (violation
                .filter(each -> each.verdict().validity() == Validity.VIOLATION)
                .isPresent()) {
            return Outcome.VIOLATION;
        }
        if (!counts.exhausted() || unknown > 0) {
            return Outcome.UNKNOWN;
        }
        return unjudged.isEmpty() ? Outcome.VALID : Outcome.VACUOUS;
    }
}
