package dev.squall.check.transaction;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Meter;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.transaction.certificate.Certificate;
import dev.squall.check.transaction.certificate.Certificate.Cycle;
import dev.squall.check.transaction.certificate.Certificate.Finding;
import dev.squall.check.transaction.certificate.Certificate.OrderCases;
import dev.squall.check.transaction.certificate.Certificate.SourceCases;
import dev.squall.check.transaction.engine.Decision;
import dev.squall.check.transaction.engine.IsolationDecider;
import dev.squall.check.transaction.level.Anomaly;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.level.IsolationLevel.Base;
import dev.squall.check.transaction.level.IsolationLevel.Order;
import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import dev.squall.check.transaction.read.TransactionReader;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checker of isolation levels. The checker decides one level, or surveys all levels. A valid verdict comes with an
 * order, and a violation with a cycle, a few operations or a tree of cases. If the budget is spent, the verdict is
 * unknown and reports the progress of the search.
 *
 * <p>Histories of lists whose reads show the version order take linear time, even for serializable. Registers with
 * unique values take polynomial time for levels up to causal. Stronger levels of registers, and registers with repeated
 * values, need a search.
 */
public final class TransactionChecker implements Checker {

    private final Optional<Kind> kind;
    private final Optional<IsolationLevel> level;
    private final Object initial;

    /**
     * Creates a checker of whole histories.
     *
     * @param kind kind of the objects; empty to detect it from the history
     * @param level level to decide; empty to survey all levels
     * @param initial initial value of registers, as EDN data; null for nil
     */
    public TransactionChecker(Optional<Kind> kind, Optional<IsolationLevel> level, Object initial) {
        this.kind = kind;
        this.level = level;
        this.initial = initial;
    }

    @Override
    public String name() {
        return level.map(IsolationLevel::name).orElse("isolation");
    }

    /** Checks a history. The verdict is unknown unless all client operations are transactions. */
    @Override
    public Verdict check(History history, Budget budget) {
        TransactionHistory transactions;
        try {
            transactions = TransactionReader.of(history, initial);
        } catch (HistoryFormatException malformed) {
            return Verdict.unknown(name(), malformed.getMessage(), Map.of());
        }
        return check(transactions, budget);
    }

    /** Checks a history of transactions. */
    public Verdict check(TransactionHistory history, Budget budget) {
        if (kind.isPresent() && kind.get() != history.kind() && history.operationCount() > 0) {
            return Verdict.unknown(
                    name(),
                    "found transactions of " + history.kind().model() + ", expected "
                            + kind.get().model(),
                    Map.of());
        }
        return level.isPresent()
                ? words(history, decide(history, level.get(), budget), null)
                : surveyInWords(history, budget);
    }

    private Verdict surveyInWords(TransactionHistory history, Budget budget) {
        TransactionSurvey survey = survey(history, budget);
        IsolationLevel top = history.hasRealTime()
                ? IsolationLevel.STRICT_SERIALIZABLE
                : new IsolationLevel(Base.SERIALIZABLE, Order.SESSION);
        TransactionVerdict verdict = survey.of(top);
        if (verdict.validity() == Validity.VIOLATION && !survey.weakestRefuted().isEmpty()) {
            verdict = survey.of(survey.weakestRefuted().get(0));
            verdict = verdict.impliedBy().map(survey::of).orElse(verdict);
        }
        return words(history, verdict, survey);
    }

    /**
     * Returns the level that a level's name means in a history. Histories without times have formats of checkers that
     * follow Biswas and Enea. These checkers define every level with session order, and read committed as monotonic
     * atomic view. So a level without an order has the definition of these checkers in a history without times.
     */
    public static IsolationLevel meant(TransactionHistory history, IsolationLevel asked) {
        if (history.hasRealTime() || asked.order() != Order.NONE) {
            return asked;
        }
        Base base = asked.base() == Base.READ_COMMITTED ? Base.MONOTONIC_ATOMIC_VIEW : asked.base();
        return new IsolationLevel(base, Order.SESSION);
    }

    /** Decides the level that {@link #meant} returns for a history. */
    public static TransactionVerdict decide(TransactionHistory history, IsolationLevel asked, Budget budget) {
        Meter meter = new Meter(budget);
        IsolationLevel level = meant(history, asked);
        try {
            return decide(new IsolationDecider(history, meter), level);
        } catch (Meter.Spent spent) {
            return TransactionVerdict.unknown(level, unfinished(history, spent));
        }
    }

    private static String unfinished(TransactionHistory history, Meter.Spent spent) {
        return spent.getMessage() + " before a decision on " + history.size() + " transactions";
    }

    private static TransactionVerdict decide(IsolationDecider decider, IsolationLevel level) {
        Decision decision = decider.decide(level);
        return new TransactionVerdict(
                level,
                decision.validity(),
                decision.validity() == Validity.VIOLATION ? anomaly(decision.certificate()) : Optional.empty(),
                Optional.ofNullable(decision.certificate()),
                Optional.empty(),
                decision.reason());
    }

    /**
     * Returns the anomaly of a violation. A tree of cases has an anomaly only if every case has it. An anomaly of some
     * cases may come from an order of versions that never existed.
     */
    private static Optional<Anomaly> anomaly(Certificate certificate) {
        if (certificate instanceof Finding finding) {
            return Optional.of(finding.anomaly());
        }
        if (certificate instanceof Cycle cycle) {
            return Optional.of(cycle.anomaly());
        }
        List<Certificate> cases = certificate instanceof OrderCases two
                ? List.of(two.ifFirst(), two.ifSecond())
                : certificate instanceof SourceCases several ? List.copyOf(several.cases()) : List.of();
        List<Anomaly> anomalies = new ArrayList<>();
        for (Certificate one : cases) {
            anomaly(one).filter(it -> !anomalies.contains(it)).ifPresent(anomalies::add);
        }
        return Optional.of(anomalies.size() == 1 ? anomalies.get(0) : Anomaly.of(Anomaly.Kind.NO_VERSION_ORDER));
    }

    /** Decides all levels, strong ones first. Levels implied by an earlier verdict are not decided again. */
    public static TransactionSurvey survey(TransactionHistory history, Budget budget) {
        Meter meter = new Meter(budget);
        Map<IsolationLevel, TransactionVerdict> found = new LinkedHashMap<>();
        List<IsolationLevel> levels = new ArrayList<>(IsolationLevel.values());
        Collections.reverse(levels);
        IsolationDecider decider = new IsolationDecider(history, meter);
        for (IsolationLevel level : levels) {
            if (!found.containsKey(level)) {
                TransactionVerdict verdict;
                try {
                    verdict = decide(decider.within(new Meter(meter.half())), level);
                } catch (Meter.Spent spent) {
                    verdict = TransactionVerdict.unknown(level, unfinished(history, spent));
                }
                imply(found, level, verdict);
            }
        }
        Map<IsolationLevel, TransactionVerdict> verdicts = new LinkedHashMap<>();
        IsolationLevel.values().forEach(level -> verdicts.put(level, found.get(level)));
        return new TransactionSurvey(verdicts);
    }

    private static void imply(
            Map<IsolationLevel, TransactionVerdict> found, IsolationLevel level, TransactionVerdict verdict) {
        found.put(level, verdict);
        if (verdict.validity() == Validity.UNKNOWN) {
            return;
        }
        for (IsolationLevel other : IsolationLevel.values()) {
            boolean implied = verdict.validity() == Validity.VALID ? level.implies(other) : other.implies(level);
            // Without predicates, repeatable read equals serializable.
            boolean same = level.base() == Base.SERIALIZABLE && other.equals(level.withBase(Base.REPEATABLE_READ));
            boolean known = found.containsKey(other) && found.get(other).validity() != Validity.UNKNOWN;
            if ((implied || same) && !known) {
                found.put(other, same ? verdict.onEqual(other) : verdict.on(other));
            }
        }
    }

    private Verdict words(TransactionHistory history, TransactionVerdict verdict, TransactionSurvey survey) {
        TransactionWords words = new TransactionWords(history);
        Map<String, Object> details = words.details(verdict);
        String levels = survey == null ? "" : words.add(survey, details);
        return switch (verdict.validity()) {
            case VALID -> Verdict.valid(name(), words.valid(verdict) + levels, details);
            case UNKNOWN ->
                Verdict.unknown(
                        name(), verdict.level().name() + " is undecided: " + verdict.reason() + levels, details);
            case VIOLATION ->
                Verdict.violation(
                        name(),
                        verdict.anomaly().map(Anomaly::name).orElse("no-version-order"),
                        words.violation(verdict) + levels,
                        words.operations(verdict),
                        details);
        };
    }
}
