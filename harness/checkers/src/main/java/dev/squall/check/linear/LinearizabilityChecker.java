package dev.squall.check.linear;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Meter;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.DecidedPart;
import dev.squall.check.linear.calls.Decision;
import dev.squall.check.linear.calls.Partition;
import dev.squall.check.linear.model.CasRegister;
import dev.squall.check.linear.model.Model;
import dev.squall.check.linear.search.ParallelDecisions;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checker of linearizability. Each operation must appear to take effect at one instant between its invocation and its
 * completion. A single copy that executes the operations at these instants must return the recorded results (Herlihy
 * and Wing, 1990; lecture 7.2).
 *
 * <p>{@code :fail} means that the operation did not take effect. {@code :info}, or a missing completion, means that the
 * operation may take effect at any later time or never. The keys of a keyed history are independent objects. Keys are
 * checked in parallel on the common pool, largest first. If one key is a violation, others may stay undecided. The
 * reported key and the summary do not depend on the scheduling of threads.
 *
 * <p>If a history is malformed or has operations unknown to the model, the verdict is unknown, with the reason.
 */
public final class LinearizabilityChecker implements Checker {

    private final Model model;
    private final boolean keyed;

    /**
     * @param model the sequential specification of each object
     * @param keyed true if each operation's value is {@code [key value]}, with one object per key
     */
    public LinearizabilityChecker(Model model, boolean keyed) {
        this.model = model;
        this.keyed = keyed;
    }

    /** Returns a checker for registers with an initial value; null stands for nil. */
    public static LinearizabilityChecker ofCasRegister(Object initialValue, boolean keyed) {
        return new LinearizabilityChecker(new CasRegister(initialValue), keyed);
    }

    @Override
    public String name() {
        return "linearizable";
    }

    @Override
    public Set<String> observingFunctions() {
        return model.observingFunctions();
    }

    @Override
    public Verdict check(History history, Budget budget) {
        return examine(history, budget).verdict();
    }

    /** Checks a history like {@link #check}; the result can also produce a proof of the verdict. */
    public Examination examine(History history, Budget budget) {
        return examine(history, new Meter(budget));
    }

    Examination examine(History history, Meter budget) {
        try {
            return examine(history, Partition.of(history, model, keyed, budget), budget);
        } catch (HistoryFormatException malformed) {
            return undecided("cannot be checked: " + malformed.getMessage());
        } catch (Meter.Spent spent) {
            long operations = history.operations().stream()
                    .filter(o -> o.isClient() && o.type() == Operation.Type.INVOKE)
                    .count();
            return undecided(spent.getMessage() + " with 0 of " + operations
                    + " operations placed and 0 configurations explored");
        }
    }

    private Examination examine(History history, Partition partition, Meter budget) {
        Map<Object, Calls> parts = partition.calls();
        List<Object> keys = new ArrayList<>(parts.keySet());
        if (keys.size() > 1) {
            keys.sort(Comparator.comparing(key -> -parts.get(key).size()));
        }
        List<Calls> calls = new ArrayList<>(keys.size());
        keys.forEach(key -> calls.add(parts.get(key)));
        List<Decision> decisions = ParallelDecisions.decide(calls, budget);
        List<DecidedPart> decided = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            decided.add(new DecidedPart(keys.get(i), calls.get(i), decisions.get(i)));
        }
        Verdict verdict = verdict(history, decided);
        if (verdict.validity() == Validity.VIOLATION) {
            Optional<String> unknown = partition.unknownEffect();
            if (unknown.isPresent()) {
                return undecided("cannot be decided: " + unknown.get());
            }
        }
        return new Examination(verdict, decided, keyed);
    }

    private Examination undecided(String reason) {
        return new Examination(Verdict.unknown(name(), reason, Map.of("model", model.name())), List.of(), keyed);
    }

    private Verdict verdict(History history, List<DecidedPart> parts) {
        Tally tally = Tally.of(parts);
        Map<String, Object> details = details(tally, parts.size());
        VerdictWords words = new VerdictWords(history, model, keyed);
        if (tally.violations > 0) {
            DecidedPart first = tally.firstViolation;
            String others = tally.violations == 1
                    ? ""
                    : "; " + (tally.violations - 1) + " other " + (keyed ? "keys" : "parts")
                            + " are not linearizable either";
            return Verdict.violation(
                    name(),
                    first.decision().anomaly(),
                    words.violation(first) + others,
                    words.operations(first),
                    details);
        }
        if (tally.undecided > 0) {
            return Verdict.unknown(name(), words.unknown(tally.firstUndecided, tally.undecided, parts.size()), details);
        }
        String keys = keyed ? " on " + parts.size() + (parts.size() == 1 ? " key" : " keys") : "";
        return Verdict.valid(name(), tally.operations + " operations" + keys + " have a linearization", details);
    }

    private Map<String, Object> details(Tally tally, int keys) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("model", model.name());
        details.put("keys", keys);
        details.put("violatingKeys", tally.violations);
        details.put("undecidedKeys", tally.undecided);
        details.put("operations", tally.operations);
        details.put("methods", List.copyOf(tally.methods));
        details.put("configurations", tally.configurations);
        return details;
    }

    /** Totals over all parts. */
    private static final class Tally {

        int operations;
        int violations;
        int undecided;
        long configurations;
        DecidedPart firstViolation;
        DecidedPart firstUndecided;
        final TreeSet<String> methods = new TreeSet<>();

        static Tally of(List<DecidedPart> parts) {
            Tally tally = new Tally();
            parts.forEach(tally::add);
            return tally;
        }

        private void add(DecidedPart part) {
            Decision decision = part.decision();
            operations += part.calls().size();
            configurations += decision.expanded();
            if (!decision.method().isEmpty()) {
                methods.add(decision.method());
            }
            switch (decision.validity()) {
                case VIOLATION -> {
                    violations++;
                    boolean earlier =
                            firstViolation == null || part.failedOperation() < firstViolation.failedOperation();
                    firstViolation = earlier ? part : firstViolation;
                }
                case UNKNOWN -> {
                    undecided++;
                    firstUndecided = firstUndecided == null ? part : firstUndecided;
                }
                default -> {}
            }
        }
    }
}
