package dev.squall.check.linear.search;

import dev.squall.check.Budget;
import dev.squall.check.Meter;
import dev.squall.check.Validity;
import dev.squall.check.linear.calls.Calls;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Each engine of the portfolio by itself, for tests: the first engine that decides would hide the others. */
public final class Engines {

    private static final long NO_LIMIT = Long.MAX_VALUE >> 1;

    private Engines() {}

    /** Returns true if the depth-first search finds an order. */
    public static boolean depthFirstFinds(Calls calls) {
        Configurations configurations = new Configurations(new Problem(calls));
        return new DepthFirst(configurations, meter()).run(NO_LIMIT) == Search.Outcome.FOUND;
    }

    /** Returns true if the breadth-first search finds an order. */
    public static boolean breadthFirstFinds(Calls calls) {
        return new BreadthFirst(new Problem(calls), meter()).run(NO_LIMIT) == Search.Outcome.FOUND;
    }

    /** Returns true if the depth-first search finds an order by the fewest steps that the model allows. */
    public static boolean reducedDepthFirstFinds(Calls calls) {
        return reducedDepthFirstOrder(calls).isPresent();
    }

    /** Returns true if the breadth-first search finds an order by the fewest steps that the model allows. */
    public static boolean reducedBreadthFirstFinds(Calls calls) {
        return BreadthFirst.from(Set.of(0), new Problem(calls), meter()).run(NO_LIMIT) == Search.Outcome.FOUND;
    }

    /** Returns the order of the reduced depth-first search as indexes of invocations; empty if it finds none. */
    public static Optional<List<Integer>> reducedDepthFirstOrder(Calls calls) {
        Problem problem = new Problem(calls);
        DepthFirst search = new DepthFirst(Configurations.of(problem), meter());
        return search.run(NO_LIMIT) == Search.Outcome.FOUND
                ? Optional.of(Replay.order(problem, search.trail()))
                : Optional.empty();
    }

    /** Returns true if the sweep over possible states refutes the calls. */
    public static boolean sweepRefutes(Calls calls) {
        return StateSweep.refute(calls, meter()).isPresent();
    }

    /** Returns true if a window that ends at some layer refutes the calls. */
    public static boolean windowRefutes(Calls calls) {
        Problem problem = new Problem(calls);
        return IntStream.range(1, problem.layers())
                .anyMatch(layer -> new WindowSearch(problem, 1, meter()).refute(layer, NO_LIMIT) >= 0);
    }

    /** Returns the order that a breadth-first search remembers, which must exist, as indexes of invocations. */
    public static List<Integer> breadthFirstOrder(Calls calls) {
        Problem problem = new Problem(calls);
        BreadthFirst search = BreadthFirst.remembering(problem, meter());
        if (search.run(NO_LIMIT) != Search.Outcome.FOUND) {
            throw new AssertionError("the breadth-first search found no order");
        }
        return Replay.order(problem, search.trail());
    }

    /** Returns the invocation's index of the first call that cannot be placed; the calls must be a violation. */
    public static int firstUnplaceable(Calls calls) {
        Problem problem = new Problem(calls);
        BreadthFirst search = new BreadthFirst(problem, meter());
        if (search.run(NO_LIMIT) != Search.Outcome.REFUTED) {
            throw new AssertionError("the breadth-first search found an order");
        }
        return calls.operation()[problem.layerCall[search.deepestLayer()]];
    }

    /** Returns the answer of the searches without the monitors. */
    public static Validity search(Calls calls, Budget budget) {
        return Portfolio.search(calls, new Meter(budget)).validity();
    }

    private static Meter meter() {
        return new Meter(Budget.DEFAULT);
    }
}
