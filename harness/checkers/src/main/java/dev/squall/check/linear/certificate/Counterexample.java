package dev.squall.check.linear.certificate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Proof that a history is not linearizable, by a few of its operations, the <em>core</em>. No order explains the core,
 * even if all other operations are relaxed.
 *
 * <p>The relaxed rule is about the operations on one key that begin before {@code unplaceable} ends. A core operation
 * that ends by then takes effect once between its invocation and its completion, with its result. A core operation that
 * ends later takes effect once or never. Any other operation may take effect or not while it is open, and any number of
 * times if {@code repeatable}. The rule is weaker than linearizability, so if no order satisfies the rule, the history
 * is not linearizable. The core is minimal: if any one of its operations is relaxed too, some order satisfies the rule.
 *
 * <p>Operations are relaxed rather than removed, since a linearizable history without one of its writes may not be
 * linearizable. A read of the removed value would be a violation by itself.
 *
 * @param key the key of the operations; null in an unkeyed history
 * @param core the indexes of the core operations' invocations, in order
 * @param unplaceable the index of the invocation of a completed core operation. Some order satisfies the rule until
 *     just before this operation's end, but no order satisfies the rule at its end
 * @param possibleStates the object's possible states under the rule just before the unplaceable operation's end, as EDN
 *     data
 * @param repeatable true if operations outside the core may take effect more than once
 * @param elements the container's values that the counterexample is about; empty for all values. Operations on other
 *     values are ignored: removing all operations on a value keeps a container's history linearizable.
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
