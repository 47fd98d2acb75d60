package dev.squall.run.loop;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.history.Operation;
import dev.squall.workload.JournalAnalysis;
import dev.squall.workload.OnlineChecker;
import java.util.Optional;

/**
 * Watch for violations during a run: finds the operation at which the history so far, or the nodes' journals, show a
 * violation. Operations that the online checker cannot decide are left to the checkers of the whole history.
 */
final class ViolationWatch {

    private final JournalAnalysis analysis;
    private Optional<OnlineChecker> online;

    ViolationWatch(Optional<OnlineChecker> online, JournalAnalysis analysis) {
        this.online = online;
        this.analysis = analysis;
    }

    /** Returns the violation that exists after the next operation of the history, if any. */
    Optional<Stop> accept(Operation operation) {
        return inHistory(operation)
                .or(() -> operation.isClient() ? inJournal() : Optional.empty())
                .map(verdict -> new Stop(operation.index(), operation.timeNanos(), verdict));
    }

    private Optional<Verdict> inHistory(Operation operation) {
        try {
            return online.flatMap(checker -> checker.accept(operation));
        } catch (IllegalArgumentException unfit) {
            online = Optional.empty();
            return Optional.empty();
        }
    }

    private Optional<Verdict> inJournal() {
        return analysis.verdicts().stream()
                .filter(verdict -> verdict.validity() == Validity.VIOLATION)
                .findFirst();
    }
}
