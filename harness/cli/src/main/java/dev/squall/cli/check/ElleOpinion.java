package dev.squall.cli.check;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.transaction.TransactionChecker;
import dev.squall.check.transaction.TransactionVerdict;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.jepsen.Elle;
import dev.squall.run.RunSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Elle's verdicts on the levels of one history, compared with this project's verdicts. Elle's violations are certain,
 * and its valid verdicts are not. So the engines contradict each other if Elle refutes a level that is valid here, or
 * if it does not refute a level whose certificate here is wrong.
 *
 * @param verdicts Elle's verdicts
 * @param nanos time of Elle's verdicts in nanoseconds
 * @param agreed number of levels with equal verdicts
 * @param onlyOurs levels that are refuted here with a confirmed certificate, and not by Elle
 * @param unproved levels that are refuted here without a certificate, and not by Elle
 * @param contradiction the first contradiction in words; empty if there is none
 */
public record ElleOpinion(
        Map<IsolationLevel, Verdict> verdicts,
        long nanos,
        int agreed,
        List<IsolationLevel> onlyOurs,
        List<IsolationLevel> unproved,
        Optional<String> contradiction) {

    /** Decides one level, or all of Elle's levels, by both engines. */
    public static ElleOpinion of(
            Elle elle, TransactionHistory history, Optional<IsolationLevel> level, Budget budget, LongSupplier clock) {
        Map<IsolationLevel, TransactionVerdict> ours = level.isPresent()
                ? Map.of(level.get(), TransactionChecker.decide(history, level.get(), budget))
                : TransactionChecker.survey(history, budget).verdicts();
        List<IsolationLevel> levels = level.map(List::of).orElseGet(Elle::levels);
        long startNanos = clock.getAsLong();
        Map<IsolationLevel, Verdict> theirs = elle.check(levels, history, budget);
        long nanos = clock.getAsLong() - startNanos;
        return compare(history, ours, theirs, nanos);
    }

    static ElleOpinion compare(
            TransactionHistory history,
            Map<IsolationLevel, TransactionVerdict> ours,
            Map<IsolationLevel, Verdict> theirs,
            long nanos) {
        int agreed = 0;
        List<IsolationLevel> onlyOurs = new ArrayList<>();
        List<IsolationLevel> unproved = new ArrayList<>();
        Optional<String> contradiction = Optional.empty();
        for (Map.Entry<IsolationLevel, Verdict> entry : theirs.entrySet()) {
            IsolationLevel level = entry.getKey();
            TransactionVerdict own = ours.get(level);
            Validity elles = entry.getValue().validity();
            if (own.validity() == Validity.UNKNOWN || elles == Validity.UNKNOWN) {
                continue;
            }
            TransactionVerdict proved = own.impliedBy().map(ours::get).orElse(own);
            if (own.validity() == elles) {
                agreed++;
            } else if (own.validity() == Validity.VIOLATION
                    && proved.certificate().isEmpty()) {
                unproved.add(level);
            } else if (own.validity() == Validity.VIOLATION
                    && proved.verify(history).isEmpty()) {
                onlyOurs.add(level);
            } else if (contradiction.isEmpty()) {
                contradiction = Optional.of(level.name() + " is " + word(own.validity()) + " here, and " + word(elles)
                        + " to Elle (" + entry.getValue().summary() + ")");
            }
        }
        return new ElleOpinion(theirs, nanos, agreed, onlyOurs, unproved, contradiction);
    }

    private static String word(Validity validity) {
        return validity.name().toLowerCase(Locale.ROOT);
    }

    /** Returns a short remark with the comparison and the time. */
    public String remark() {
        long unknown = verdicts.values().stream()
                .filter(verdict -> verdict.validity() == Validity.UNKNOWN)
                .count();
        String reason = verdicts.values().stream()
                .filter(verdict -> verdict.validity() == Validity.UNKNOWN)
                .map(verdict -> " (" + verdict.summary() + ")")
                .findFirst()
                .orElse("");
        return String.format(
                Locale.ROOT,
                "elle: agrees on %d of %d levels in %,.1f ms%s%s%s",
                agreed,
                verdicts.size(),
                nanos / 1e6,
                unknown == 0 ? "" : "; unknown to Elle: " + unknown + reason,
                names("; not refuted by Elle, with a confirmed certificate here: ", onlyOurs),
                names("; not refuted by Elle, and without a certificate here: ", unproved));
    }

    private static String names(String before, List<IsolationLevel> levels) {
        return levels.isEmpty()
                ? ""
                : before + levels.stream().map(IsolationLevel::name).collect(Collectors.joining(", "));
    }

    /** Returns the verdicts and the comparison as JSON data. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        Map<String, Object> levels = new LinkedHashMap<>();
        verdicts.forEach((level, verdict) -> levels.put(level.name(), RunSummary.of(verdict)));
        json.put("verdicts", levels);
        json.put("milliseconds", nanos / 1e6);
        json.put("agreed", agreed);
        json.put(
                "onlySquallRefutes", onlyOurs.stream().map(IsolationLevel::name).toList());
        json.put("unproved", unproved.stream().map(IsolationLevel::name).toList());
        return json;
    }
}
