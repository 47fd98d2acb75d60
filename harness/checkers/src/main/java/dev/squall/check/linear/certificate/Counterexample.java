package dev.squall.check.linear.certificate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Shows that a history is not linearizable by a few of its operations, the <em>core</em>: even if all others are given
 * the benefit of the doubt, these cannot be explained.
 *
 * <p>The rule is about the operations on one key that begin before {@code unplaceable} ends. An operation of the core
 * that ends by then takes effect once between its invocation and its completion, with its result. One that does not end
 * by then takes effect once or never. Any other operation may take effect or not while it is open, and if {@code
 * repeatable} as often as one likes. That is weaker than what linearizability asks for, so if no order satisfies it the
 * history is not linearizable. The core is minimal: without asking it of any one of its operations, there is an order.
 *
 * <p>Operations are relaxed and never removed: a linearizable history without one of its writes need not be
 * linearizable. A read of the written value would then be a violation all by itself.
 *
 * @param key null in an unkeyed history
 * @param core the indexes, in the history, of the invocations, in order
 * @param unplaceable the index of the invocation of the completed operation of the core at whose end no order is left;
 *     before that end the rule still allows one
 * @param possibleStates the states in which the object may be, by the rule, when that operation ends, as EDN data
 * @param repeatable whether operations outside the core may take effect more than once
 * @param elements the values of a container that the counterexample is about. Operations on other values are left out:
 *     without all operations on a value, a linearization of a container's history is still one. Empty for all.
 */
public record Counterexample(
        Object key,
        List<Integer> core,
        int unplaceable,
        List<Object> possibleStates,
        boolean repeatable,
        List<Object> elements)
        implements Certificate {

    public Counterexample {
        core = List.copyOf(core);
        elements = List.copyOf(elements);
        possibleStates = Collections.unmodifiableList(new ArrayList<>(possibleStates));
    }
}
