package dev.squall.workload.transaction;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.transaction.Meetings;
import dev.squall.check.transaction.TransactionChecker;
import dev.squall.check.transaction.TransactionVerdict;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import dev.squall.check.transaction.read.TransactionReader;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.workload.CertifyingChecker;
import dev.squall.workload.Proof;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checker of an isolation level. It also counts how often transactions met on a key, and reports this number as {@code
 * meetings} in the details of its verdict.
 */
record IsolationChecker(Kind kind, IsolationLevel level) implements CertifyingChecker {

    private static final String MEETINGS = "meetings";

    @Override
    public String name() {
        return level.name();
    }

    @Override
    public Verdict check(History history, Budget budget) {
        TransactionHistory transactions;
        try {
            transactions = TransactionReader.of(history, null);
        } catch (HistoryFormatException malformed) {
            return Verdict.unknown(name(), malformed.getMessage(), Map.of());
        }
        Verdict verdict =
                new TransactionChecker(Optional.of(kind), Optional.of(level), null).check(transactions, budget);
        long meetings = Meetings.count(transactions);
        Map<String, Object> details = new LinkedHashMap<>(verdict.details());
        details.put(MEETINGS, meetings);
        return new Verdict(
                verdict.checker(),
                verdict.validity(),
                verdict.summary() + "; transactions met " + meetings + " times on a key",
                verdict.anomaly(),
                verdict.operations(),
                details);
    }

    @Override
    public Proof.Status confirm(History history, Budget budget) {
        TransactionHistory transactions;
        try {
            transactions = TransactionReader.of(history, null);
        } catch (HistoryFormatException malformed) {
            return Proof.Status.NONE;
        }
        TransactionVerdict verdict = TransactionChecker.decide(transactions, level, budget);
        if (verdict.validity() == Validity.UNKNOWN || verdict.certificate().isEmpty()) {
            return Proof.Status.NONE;
        }
        return verdict.verify(transactions).isEmpty() ? Proof.Status.CONFIRMED : Proof.Status.REFUTED;
    }

    /** Returns the reasons for which verdicts prove nothing: too few transactions met on a key. */
    static List<String> vacuities(List<Verdict> verdicts, int least) {
        return verdicts.stream()
                .filter(verdict ->
                        verdict.details().get(MEETINGS) instanceof Number meetings && meetings.longValue() < least)
                .map(verdict -> "transactions met only " + verdict.details().get(MEETINGS)
                        + " times on a key, so that " + verdict.checker()
                        + " could hardly be broken; a run needs at least " + least + ", with --option "
                        + TransactionOptions.MIN_MEETINGS)
                .toList();
    }
}
