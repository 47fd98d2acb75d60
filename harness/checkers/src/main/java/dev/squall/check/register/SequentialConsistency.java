package dev.squall.check.register;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Meter;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.linear.LinearizabilityChecker;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Checker of sequential consistency of registers: one order of all operations on all keys must keep each session's
 * order and explain every result. Real time is ignored. Source: Lamport, <i>How to make a multiprocessor computer that
 * correctly executes multiprocess programs</i>, 1979. Unlike linearizability, sequential consistency cannot be decided
 * key by key: two keys that are each sequentially consistent may not be so together.
 *
 * <p>The checker tries four methods, the cheapest first; the verdict's details name the method that decided.
 *
 * <ol>
 *   <li>{@code implied-order}: a contradiction in the order that the results imply, if writes have distinct values.
 *       Polynomial.
 *   <li>{@code linearizable}: a history that is linearizable key by key is linearizable as a whole (Herlihy and Wing,
 *       1990). A linearization keeps each session's order.
 *   <li>{@code search-by-key}: a key without an order refutes the history. Each key gets a bounded search.
 *   <li>{@code search}: exact, and exponential in the worst case. The search respects the implied order if there is
 *       one.
 * </ol>
 *
 * <p>The history's shape is that of lin-kv: {@code read}, {@code write} and {@code cas}, with {@code [key value]} if
 * keyed. The verdict is unknown if the history is malformed or the budget was spent.
 */
public final class SequentialConsistency implements Checker {

    private static final String NAME = "sequential";
    private static final String METHOD = "method";
    private static final String NO_ORDER = "no-sequential-order";

    private static final int STATES_FOR_EACH_KEY = 100_000;

    private final Object initialValue;
    private final boolean keyed;

    /**
     * @param initialValue the initial value of each register; null for nil
     * @param keyed true if each operation's value is {@code [key value]}
     */
    public SequentialConsistency(Object initialValue, boolean keyed) {
        this.initialValue = initialValue;
        this.keyed = keyed;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> observingFunctions() {
        return Set.of("read", "cas");
    }

    @Override
    public Verdict check(History history, Budget budget) {
        Map<String, Object> details = new LinkedHashMap<>();
        try {
            RegisterHistory registers = RegisterHistory.of(history, initialValue, keyed);
            details.put("operations", registers.accesses().size());
            details.put("sessions", registers.sessions().size());
            Optional<Access> thinAir = ReadsFrom.thinAirRead(registers);
            if (thinAir.isPresent()) {
                return ThinAir.verdict(NAME, registers, thinAir.get(), details);
            }
            return decide(history, registers, new Meter(budget), details);
        } catch (HistoryFormatException unfit) {
            return Verdict.unknown(NAME, "cannot be checked: " + unfit.getMessage(), details);
        }
    }

    private Verdict decide(History history, RegisterHistory registers, Meter meter, Map<String, Object> details) {
        RegisterHistory relevant = registers;
        Precedence precedence = null;
        try {
            Optional<ReadsFrom> readsFrom = readsFrom(registers);
            if (readsFrom.isPresent()) {
                ImpliedOrder order = ImpliedOrder.derive(
                        readsFrom.get(), read -> true, true, ImpliedOrder.UNLIMITED, meter.nested());
                if (!order.contradiction().isEmpty()) {
                    return contradiction(order, details);
                }
                relevant = readsFrom.get().history();
                precedence = order.precedence();
            }
            if (isLinearizable(history, meter)) {
                details.put(METHOD, "linearizable");
                return valid(registers, details);
            }
        } catch (Meter.Spent spent) {
            return Verdict.unknown(NAME, spent.getMessage() + " before the search began", details);
        }
        return search(registers, relevant, precedence, meter, details);
    }

    private static Optional<ReadsFrom> readsFrom(RegisterHistory registers) {
        try {
            return Optional.of(ReadsFrom.of(registers));
        } catch (HistoryFormatException ambiguous) {
            return Optional.empty();
        }
    }

    private boolean isLinearizable(History history, Meter meter) {
        Verdict linearizable =
                LinearizabilityChecker.ofCasRegister(initialValue, keyed).check(history, meter.half());
        return linearizable.validity() == Validity.VALID;
    }

    private static Verdict contradiction(ImpliedOrder order, Map<String, Object> details) {
        details.put(METHOD, "implied-order");
        List<List<Constraint>> chain = List.of(order.contradiction());
        String opening = order.isInitialValueContradiction()
                ? "the initial value was read, but a write must come before the read: "
                : "these must come before each other in a circle: ";
        return Verdict.violation(
                NAME,
                NO_ORDER,
                opening + order.constraints().words(chain),
                order.constraints().operations(chain),
                details);
    }

    private static Verdict valid(RegisterHistory registers, Map<String, Object> details) {
        return Verdict.valid(
                NAME,
                registers.accesses().size() + " operations of "
                        + registers.sessions().size() + " sessions have one order that explains them",
                details);
    }

    private static Verdict search(
            RegisterHistory registers,
            RegisterHistory relevant,
            Precedence precedence,
            Meter meter,
            Map<String, Object> details) {
        OrderSearch search = new OrderSearch(relevant, precedence, meter.nested());
        OrderSearch.Outcome outcome;
        try {
            Optional<Verdict> byKey = searchByKey(relevant, meter, details);
            if (byKey.isPresent()) {
                return byKey.get();
            }
            details.put(METHOD, "search");
            outcome = search.run(Integer.MAX_VALUE);
        } catch (Meter.Spent spent) {
            details.put("states", search.states());
            return Verdict.unknown(
                    NAME,
                    spent.getMessage() + " with " + search.mostPlaced() + " of "
                            + relevant.accesses().size() + " operations placed and " + search.states()
                            + " states explored",
                    details);
        }
        details.put("states", search.states());
        return outcome == OrderSearch.Outcome.FOUND
                ? valid(registers, details)
                : refuted(RefutedCore.of(relevant, search, meter.explanation()), details);
    }

    /** Returns a violation if a bounded search finds a key without an order; else empty. */
    private static Optional<Verdict> searchByKey(RegisterHistory relevant, Meter meter, Map<String, Object> details) {
        Map<Object, List<Access>> byKey = new LinkedHashMap<>();
        relevant.accesses().forEach(access -> byKey.computeIfAbsent(access.key(), key -> new ArrayList<>())
                .add(access));
        for (List<Access> ofKey : byKey.values()) {
            RegisterHistory alone = relevant.restrictedTo(ofKey);
            OrderSearch search = new OrderSearch(alone, null, meter.nested());
            if (byKey.size() > 1 && search.run(STATES_FOR_EACH_KEY) == OrderSearch.Outcome.REFUTED) {
                details.put(METHOD, "search-by-key");
                return Optional.of(refuted(RefutedCore.of(alone, search, meter.explanation()), details));
            }
        }
        return Optional.empty();
    }

    private static Verdict refuted(RefutedCore core, Map<String, Object> details) {
        TreeSet<Integer> indexes = new TreeSet<>();
        core.history()
                .accesses()
                .forEach(access -> indexes.addAll(access.operation().indexes()));
        String frontier = core.frontier().stream().map(Access::toString).collect(Collectors.joining(" and "));
        return Verdict.violation(
                NAME,
                NO_ORDER,
                "no one order explains these " + core.history().accesses().size()
                        + " operations; the best attempt ended before " + frontier,
                List.copyOf(indexes),
                details);
    }
}
