package dev.squall.check.linear.search;

import dev.squall.check.Meter;
import dev.squall.check.Validity;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Decision;
import dev.squall.check.linear.monitor.Monitors;
import dev.squall.check.linear.narrowing.IntervalNarrowing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Portfolio of methods that decide the calls on one object. The methods run in turn, each round for twice as many
 * steps. Each method suits different histories: depth-first search finds orders; narrowed intervals, windows and
 * breadth-first search prove that no order exists. So the total cost is a small multiple of the best method's cost.
 */
public final class Portfolio {

    static final long UNLIMITED = Long.MAX_VALUE >> 1;
    private static final int FIRST_STEPS = 2_000;
    private static final int FIRST_WINDOW_LAYERS = 8;

    private final Calls calls;
    private final long maxSteps;
    private final Meter budget;
    private final Problem problem;
    private final boolean remembering;
    private final List<Search> searches = new ArrayList<>();
    private final WindowSearch windows;
    private boolean isNarrowed;
    private int deepestLayer;
    private String spent = "";

    private Portfolio(Calls calls, boolean remembering, long maxSteps, Meter budget) {
        this.calls = calls;
        this.maxSteps = maxSteps;
        this.budget = budget;
        this.problem = new Problem(calls);
        this.remembering = remembering;
        this.windows = new WindowSearch(problem, FIRST_WINDOW_LAYERS, budget);
    }

    /** Decides if the calls have a linearization; the decision is unknown if the budget is spent. */
    static Decision decide(Calls calls, Meter budget) {
        return located(decideLoosely(calls, budget), calls, budget);
    }

    /**
     * Returns the decision of the methods without search; empty if they cannot decide. The decision is unknown if the
     * budget is spent.
     */
    static Optional<Decision> decideWithoutSearch(Calls calls, Meter budget) {
        try {
            return StateSweep.refute(calls, budget).or(() -> Monitors.decide(calls, budget));
        } catch (Meter.Spent end) {
            return Optional.of(Decision.unknown("state-sweep and monitors", end.getMessage(), 0, 0));
        }
    }

    /** Returns the decision with a violation's unplaceable call located, as far as the budget allows. */
    static Decision located(Decision decision, Calls calls, Meter budget) {
        return decision.isNotLocated() ? FirstFailure.locate(decision, calls, budget) : decision;
    }

    /** Decides the calls like {@link #decide}, but may leave a violation's unplaceable call unlocated. */
    static Decision decideLoosely(Calls calls, Meter budget) {
        return decide(calls, UNLIMITED, budget);
    }

    /**
     * Decides the calls like {@link #decideLoosely}, but returns unknown after about {@code maxSteps} steps of search.
     */
    public static Decision decideBriefly(Calls calls, long maxSteps, Meter budget) {
        return decide(calls, maxSteps, budget);
    }

    /**
     * Decides a prefix like {@link #decideBriefly}, but without monitors, which do not support an open call with a
     * known result.
     */
    static Decision decidePrefix(Calls calls, long maxSteps, Meter budget) {
        try {
            return StateSweep.refute(calls, budget).orElseGet(() -> search(calls, false, maxSteps, budget));
        } catch (Meter.Spent end) {
            return Decision.unknown("state-sweep", end.getMessage(), 0, 0);
        }
    }

    private static Decision decide(Calls calls, long maxSteps, Meter budget) {
        return decideWithoutSearch(calls, budget).orElseGet(() -> search(calls, false, maxSteps, budget));
    }

    /** Decides the calls like {@link #decideLoosely}, but without the state sweep and monitors. */
    static Decision search(Calls calls, Meter budget) {
        return search(calls, false, UNLIMITED, budget);
    }

    /** Decides the calls like {@link #search}. A valid decision includes its order, at the cost of more memory. */
    public static Decision remember(Calls calls, Meter budget) {
        return search(calls, true, UNLIMITED, budget);
    }

    /** Decides the calls like {@link #search(Calls, Meter)}; empty if about {@code maxSteps} steps do not suffice. */
    static Optional<Decision> searchFor(Calls calls, long maxSteps, Meter budget) {
        return searchFor(calls, false, maxSteps, budget);
    }

    private static Decision search(Calls calls, boolean remembering, long maxSteps, Meter budget) {
        return searchFor(calls, remembering, maxSteps, budget)
                .orElseGet(() -> Decision.unknown("none", budget.tooLarge().getMessage(), 0, 0));
    }

    private static Optional<Decision> searchFor(Calls calls, boolean remembering, long maxSteps, Meter budget) {
        try {
            budget.reserve(Problem.bytes(calls));
        } catch (Meter.Spent end) {
            return Optional.of(Decision.unknown("none", end.getMessage(), 0, 0));
        }
        try {
            return Optional.ofNullable(new Portfolio(calls, remembering, maxSteps, budget).decideWithinBudget());
        } finally {
            budget.release(Problem.bytes(calls));
        }
    }

    /** Returns the decision, or null if the steps do not suffice. */
    private Decision decideWithinBudget() {
        try {
            budget.checkTime();
            return decide();
        } catch (Meter.Spent end) {
            return unknown(end.getMessage());
        } finally {
            searches.forEach(Search::release);
            windows.release();
        }
    }

    private Decision decide() {
        Decision decision = begin(() -> new DepthFirst(Configurations.of(problem), budget));
        if (decision == null) {
            decision = begin(() -> remembering
                    ? BreadthFirst.remembering(problem, budget)
                    : BreadthFirst.from(Set.of(0), problem, budget));
        }
        for (long steps = 2 * FIRST_STEPS; decision == null; steps *= 2) {
            if (searches.isEmpty()) {
                return unknown(spent);
            } else if (steps > maxSteps) {
                return null;
            }
            for (Search search : List.copyOf(searches)) {
                decision = decision == null ? runWithWindow(search, steps) : decision;
            }
        }
        return decision;
    }

    /** Creates a search and runs it for the first time. */
    private Decision begin(Supplier<Search> start) {
        try {
            Search search = start.get();
            searches.add(search);
            return runWithWindow(search, FIRST_STEPS);
        } catch (Meter.Spent end) {
            if (end.isTime()) {
                throw end;
            }
            spent = end.getMessage();
            return null;
        }
    }

    /**
     * Runs a search; if it makes no progress, runs a window search for as many steps. The first time that the
     * depth-first search makes no progress, the intervals are narrowed before.
     */
    private Decision runWithWindow(Search search, long steps) {
        int layerBefore = deepestLayer;
        Decision decision = run(search, steps);
        boolean isStuck = decision == null && problem.transitions.areNamed() && deepestLayer == layerBefore;
        if (isStuck && !isNarrowed && search instanceof DepthFirst) {
            isNarrowed = true;
            decision = narrow();
        }
        return isStuck && decision == null ? runWindow(steps) : decision;
    }

    private Decision narrow() {
        OptionalInt call = IntervalNarrowing.refute(calls, budget);
        if (call.isEmpty()) {
            return null;
        }
        return new Decision(
                Validity.VIOLATION,
                "narrowing",
                "not-linearizable",
                call.getAsInt(),
                "the results up to here leave some operation no time at which it can have taken effect",
                -1,
                concurrentWith(calls, call.getAsInt()),
                deepestLayer,
                expanded());
    }

    /** Runs a search for some steps and returns its decision, or null. A search that runs out of memory is dropped. */
    private Decision run(Search search, long steps) {
        try {
            Search.Outcome outcome = search.run(steps);
            deepestLayer = Math.max(deepestLayer, search.deepestLayer());
            return switch (outcome) {
                case FOUND -> Decision.found(search.method(), problem.layers(), expanded(), search.trail());
                case REFUTED -> refuted(search);
                case PAUSED -> null;
            };
        } catch (Meter.Spent end) {
            deepestLayer = Math.max(deepestLayer, search.deepestLayer());
            if (end.isTime()) {
                throw end;
            }
            spent = end.getMessage();
            searches.remove(search);
            search.release();
            return null;
        }
    }

    /** Tries to refute a window before the deepest layer reached so far. */
    private Decision runWindow(long steps) {
        int call = -1;
        try {
            call = windows.refute(deepestLayer, steps);
        } catch (Meter.Spent end) {
            windows.release();
            if (end.isTime()) {
                throw end;
            }
        }
        if (call < 0) {
            return null;
        }
        int first = calls.operation()[problem.layerCall[deepestLayer - windows.size()]];
        String reason = "whatever the state was before, no order of the operations since operation " + first
                + " explains their results up to here";
        return new Decision(
                Validity.VIOLATION,
                "window",
                "not-linearizable",
                call,
                reason,
                -1,
                concurrentWith(calls, call),
                deepestLayer,
                expanded());
    }

    private Decision refuted(Search search) {
        return search.isExact()
                ? refuted(problem, search, expanded())
                : Decision.notLocated(search.method(), deepestLayer, expanded());
    }

    /** Returns the violation found by a search that knows the unplaceable call. */
    static Decision refuted(Problem problem, Search search, long expanded) {
        int layer = search.deepestLayer();
        int call = problem.layerCall[layer];
        String reason = new PossibleStates(problem, layer).inWords(search.statesInDeepestLayer());
        return new Decision(
                Validity.VIOLATION,
                search.method(),
                "not-linearizable",
                call,
                reason,
                -1,
                concurrentWith(problem.calls, call),
                layer,
                expanded);
    }

    static List<Integer> concurrentWith(Calls calls, int call) {
        List<Integer> concurrent = new ArrayList<>();
        int end = calls.returned()[call];
        for (int c = 0; c < calls.size() && calls.invoked()[c] < end; c++) {
            if (c != call && calls.returned()[c] != Calls.NEVER && calls.returned()[c] > calls.invoked()[call]) {
                concurrent.add(c);
            }
        }
        return concurrent;
    }

    private Decision unknown(String reason) {
        Set<String> tried = new TreeSet<>();
        searches.forEach(search -> tried.add(search.method()));
        String method = tried.isEmpty() ? "none" : String.join(" and ", tried);
        return Decision.unknown(method, reason, deepestLayer, expanded());
    }

    private long expanded() {
        return searches.stream().mapToLong(Search::expanded).sum() + windows.expanded();
    }
}
