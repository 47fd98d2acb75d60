package dev.squall.check.linear.explain;

import dev.squall.check.Meter;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.DecidedPart;
import dev.squall.check.linear.calls.Decision;
import dev.squall.check.linear.certificate.Certificate;
import dev.squall.check.linear.certificate.Counterexample;
import dev.squall.check.linear.certificate.Linearization;
import dev.squall.check.linear.monitor.Monitors;
import dev.squall.check.linear.search.FirstFailure;
import dev.squall.check.linear.search.Portfolio;
import dev.squall.check.linear.search.Problem;
import dev.squall.check.linear.search.Replay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Search for the certificates of decisions, within a budget. */
public final class Explainer {

    /** Methods whose reported call is exact: no order exists up to the call's return. */
    private static final Set<String> EXACT_METHODS =
            Set.of("state-sweep", "narrowing", "window", "breadth-first", "depth-first");

    private static final long MAX_STEPS_TO_FIRST = 1L << 14;

    private final boolean keyed;
    private final Meter budget;

    public Explainer(boolean keyed, Meter budget) {
        this.keyed = keyed;
        this.budget = budget;
    }

    /** Returns a linearization of all parts; empty if the order of some part was not found. */
    public Optional<Certificate> linearization(List<DecidedPart> parts) {
        try {
            Map<Object, PartOrders> byKey = new LinkedHashMap<>();
            for (DecidedPart part : parts) {
                Optional<List<Integer>> order = order(part);
                if (order.isEmpty()) {
                    return Optional.empty();
                }
                byKey.computeIfAbsent(part.objectKey(keyed), key -> new PartOrders())
                        .add(order.get());
            }
            List<Linearization.Order> orders = new ArrayList<>();
            byKey.forEach((key, order) -> orders.add(new Linearization.Order(key, order.merged())));
            return Optional.of(new Linearization(orders));
        } catch (Meter.Spent spent) {
            return Optional.empty();
        }
    }

    /** Returns an order of a part, as indexes of invocations, from the decision's search or from a new one. */
    private Optional<List<Integer>> order(DecidedPart part) {
        Calls calls = part.calls();
        calls.transitions().spendFrom(budget);
        int[] trail = part.decision().trail();
        if (trail == null) {
            Optional<List<Integer>> monitored = Monitors.order(calls, budget);
            if (monitored.isPresent()) {
                return monitored.map(
                        order -> order.stream().map(c -> calls.operation()[c]).toList());
            }
            trail = Portfolio.remember(calls, budget).trail();
        }
        return trail == null ? Optional.empty() : Optional.of(Replay.order(new Problem(calls), trail));
    }

    /** Returns a counterexample for a part that is a violation; empty if none was found. */
    public Optional<Certificate> counterexample(DecidedPart part) {
        try {
            part.calls().transitions().spendFrom(budget);
            ElementFocus focus = ElementFocus.of(part.calls(), budget);
            Problem whole = new Problem(focus.calls());
            int failing = focus.elements().isEmpty() ? failingLayer(whole, part.decision()) : whole.layers() - 1;
            int layer = firstFailure(whole, failing);
            Calls prefix = focus.calls().prefix(whole.calls.returned()[whole.layerCall[layer]]);
            Problem problem = new Problem(prefix);
            return new Minimizer(problem, layer, budget)
                    .minimize()
                    .map(core -> counterexample(part.objectKey(keyed), problem, layer, core, focus.elements()));
        } catch (Meter.Spent spent) {
            return Optional.empty();
        }
    }

    /**
     * Returns a layer up to whose return no order exists. The returned layer is that of the decision's call, or the
     * last layer if the method also used later results.
     */
    private static int failingLayer(Problem whole, Decision decision) {
        return EXACT_METHODS.contains(decision.method()) ? whole.layerOf[decision.call()] : whole.layers() - 1;
    }

    /** Returns the first layer that fails if it is found quickly, else the given failing layer. */
    private int firstFailure(Problem whole, int failing) {
        if (!whole.transitions.areNamed()) {
            return FirstFailure.layer(whole, failing, budget);
        }
        try {
            return FirstFailure.layer(whole, failing, MAX_STEPS_TO_FIRST, budget);
        } catch (Meter.Spent spent) {
            budget.checkTime();
            return failing;
        }
    }

    private static Certificate counterexample(
            Object key, Problem problem, int layer, Minimizer.Core core, List<Object> elements) {
        int[] operation = problem.calls.operation();
        List<Integer> operations =
                core.calls().stream().mapToObj(c -> operation[c]).toList();
        List<Object> states = new ArrayList<>();
        core.states().forEach(state -> states.add(problem.transitions.state(state)));
        int unplaceable = operation[problem.layerCall[layer]];
        return new Counterexample(key, operations, unplaceable, states, core.repeatable(), elements);
    }
}
