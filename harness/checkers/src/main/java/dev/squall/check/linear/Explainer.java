package dev.squall.check.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the certificates of decisions, as far as its budget allows. */
final class Explainer {

    private final SearchBudget budget;

    Explainer(SearchBudget budget) {
        this.budget = budget;
    }

    /** A linearization of every part; empty if one was not found. */
    Optional<Certificate> linearization(List<LinearizabilityChecker.Part> parts) {
        List<Linearization.Order> orders = new ArrayList<>();
        try {
            for (LinearizabilityChecker.Part part : parts) {
                part.calls().transitions().spendFrom(budget);
                Problem problem = new Problem(part.calls());
                int[] trail = part.decision().trail();
                if (trail == null) {
                    trail = Portfolio.remember(part.calls(), budget).trail();
                }
                if (trail == null) {
                    return Optional.empty();
                }
                orders.add(new Linearization.Order(part.key(), Replay.order(problem, trail)));
            }
            return Optional.of(new Linearization(orders));
        } catch (SearchBudget.Spent spent) {
            return Optional.empty();
        }
    }

    /** A counterexample of a part that is a violation; empty if none was found. */
    Optional<Certificate> counterexample(LinearizabilityChecker.Part part) {
        try {
            part.calls().transitions().spendFrom(budget);
            Problem whole = new Problem(part.calls());
            int layer = FirstFailure.layer(whole, whole.layerOf[part.decision().call()], budget);
            Calls prefix = part.calls().prefix(whole.calls.returned()[whole.layerCall[layer]]);
            Problem problem = new Problem(prefix);
            return new Minimizer(problem, layer, budget)
                    .minimize()
                    .map(core -> counterexample(part.key(), problem, problem.layerCall[layer], core));
        } catch (SearchBudget.Spent spent) {
            return Optional.empty();
        }
    }

    private static Certificate counterexample(Object key, Problem problem, int call, Minimizer.Core core) {
        List<Integer> operations = core.calls().stream()
                .mapToObj(c -> problem.calls.operation()[c])
                .toList();
        List<Object> states = new ArrayList<>();
        core.states().forEach(state -> states.add(problem.transitions.state(state)));
        return new Counterexample(key, operations, problem.calls.operation()[call], states, core.repeatable());
    }
}
