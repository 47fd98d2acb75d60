package dev.squall.check.linear;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Meter;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks linearizability: whether every operation can be given an instant between its invocation and its completion
 * such that a single copy that takes the operations at these instants answers as recorded (Herlihy and Wing, 1990;
 * lecture 7.2).
 *
 * <p>{@code :fail} means that the operation did not happen. {@code :info}, or no completion, means that it may take
 * effect at any later time or never. The keys of a keyed history are independent objects and are checked apart, the
 * largest first, on the cores of the common pool.
 *
 * <p>A history that is malformed, or whose operations are none of the model's, has the verdict unknown, with the
 * reason.
 */
public final class LinearizabilityChecker implements Checker {

    private final Model model;
    private final boolean keyed;

    /**
     * @param model what each object does
     * @param keyed whether each operation's value is {@code [key value]}, for one object by key
     */
    public LinearizabilityChecker(Model model, boolean keyed) {
        this.model = model;
        this.keyed = keyed;
    }

    /** A checker for registers that begin with a value, which may be null for nil. */
    public static LinearizabilityChecker ofCasRegister(Object initialValue, boolean keyed) {
        return new LinearizabilityChecker(new CasRegister(initialValue), keyed);
    }

    /**
     * Whether the history looks as if it were over independent keys: every invocation has a pair as its value, and not
     * all are cas, whose unkeyed argument is a pair too. A guess, for histories that come without a word about it.
     */
    public static boolean looksKeyed(History history) {
        return Partition.looksKeyed(history);
    }

    @Override
    public String name() {
        return "linearizable";
    }

    @Override
    public Verdict check(History history, Budget budget) {
        return examine(history, budget).verdict();
    }

    /** As {@link #check}, and the verdict can be proved. */
    public Examination examine(History history, Budget budget) {
        return examine(history, new Meter(budget));
    }

    Examination examine(History history, Meter budget) {
        Map<Object, Calls> parts;
        try {
            parts = Partition.of(history, model, keyed, budget);
        } catch (HistoryFormatException malformed) {
            return undecided("cannot be checked: " + malformed.getMessage());
        } catch (Meter.Spent spent) {
            long operations = history.operations().stream()
                    .filter(o -> o.isClient() && o.type() == Operation.Type.INVOKE)
                    .count();
            return undecided(spent.getMessage() + " with 0 of " + operations
                    + " operations placed and 0 configurations explored");
        }
        List<Map.Entry<Object, Calls>> largestFirst = new ArrayList<>(parts.entrySet());
        largestFirst.sort(Comparator.comparing(part -> -part.getValue().size()));
        List<Calls> calls = largestFirst.stream().map(Map.Entry::getValue).toList();
        List<Decision> decisions = ParallelDecisions.decide(calls, budget);
        List<Part> decided = new ArrayList<>();
        for (int i = 0; i < decisions.size(); i++) {
            decided.add(new Part(largestFirst.get(i).getKey(), calls.get(i), decisions.get(i)));
        }
        return new Examination(verdict(history, decided), decided, keyed);
    }

    private Examination undecided(String reason) {
        return new Examination(Verdict.unknown(name(), reason, Map.of("model", model.name())), List.of(), keyed);
    }

    private Verdict verdict(History history, List<Part> parts) {
        Map<String, Object> details = details(parts);
        VerdictWords words = new VerdictWords(history, keyed);
        List<Part> violations = of(parts, Validity.VIOLATION);
        if (!violations.isEmpty()) {
            Part first = violations.stream()
                    .min(Comparator.comparing(Part::failedOperation))
                    .orElseThrow();
            String summary = words.violation(first);
            String others = violations.size() == 1
                    ? ""
                    : "; " + (violations.size() - 1) + " other " + (keyed ? "keys" : "parts")
                            + " are not linearizable either";
            return Verdict.violation(
                    name(), first.decision().anomaly(), summary + others, words.operations(first), details);
        }
        List<Part> undecided = of(parts, Validity.UNKNOWN);
        if (!undecided.isEmpty()) {
            return Verdict.unknown(name(), words.unknown(undecided.get(0), undecided.size(), parts.size()), details);
        }
        int operations = parts.stream().mapToInt(part -> part.calls().size()).sum();
        String keys = keyed ? " on " + parts.size() + (parts.size() == 1 ? " key" : " keys") : "";
        return Verdict.valid(name(), operations + " operations" + keys + " have a linearization", details);
    }

    private static List<Part> of(List<Part> parts, Validity validity) {
        return parts.stream()
                .filter(part -> part.decision().validity() == validity)
                .toList();
    }

    private Map<String, Object> details(List<Part> parts) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("model", model.name());
        details.put("keys", parts.size());
        details.put("violatingKeys", of(parts, Validity.VIOLATION).size());
        details.put("undecidedKeys", of(parts, Validity.UNKNOWN).size());
        details.put(
                "operations",
                parts.stream().mapToInt(part -> part.calls().size()).sum());
        details.put(
                "methods",
                parts.stream()
                        .map(part -> part.decision().method())
                        .distinct()
                        .sorted()
                        .toList());
        details.put(
                "configurations",
                parts.stream().mapToLong(part -> part.decision().expanded()).sum());
        return details;
    }

    /** One key with its calls and what was found out about them. */
    record Part(Object key, Calls calls, Decision decision) {

        /** The key of the object that this is all or a part of: a part of an object bears its name in its key. */
        Object objectKey(boolean keyed) {
            boolean whole = !calls.isPart();
            return whole ? key : keyed ? ((List<?>) key).get(0) : null;
        }

        int failedOperation() {
            return calls.operation()[decision.call()];
        }
    }
}
