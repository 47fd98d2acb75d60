package dev.squall.check.linear.explain;

import dev.squall.check.Meter;
import dev.squall.check.Validity;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.model.ContainerModel;
import dev.squall.check.linear.search.Portfolio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Calls of a container's violation that are on a minimal set of values; usually two or three values suffice. A
 * linearizable history of a container stays linearizable without all operations on one value.
 *
 * @param calls the calls on these values, and the calls on no value
 * @param elements the values; empty if the model is not a container
 */
record ElementFocus(Calls calls, List<Object> elements) {

    private static final long MAX_STEPS = 1 << 14;

    /**
     * Returns the focus of calls that have no linearization; all calls, without elements, if the model is not a
     * container.
     */
    static ElementFocus of(Calls calls, Meter budget) {
        if (!(calls.transitions().model() instanceof ContainerModel model)) {
            return new ElementFocus(calls, List.of());
        }
        Map<Object, Integer> numbers = new HashMap<>();
        List<Object> elements = new ArrayList<>();
        int[] elementOfKind = new int[calls.transitions().kindCount()];
        for (int kind = 0; kind < elementOfKind.length; kind++) {
            Object element = model.elementOf(calls.transitions().call(kind)).orElse(null);
            elementOfKind[kind] = element == null ? -1 : numbers.computeIfAbsent(element, e -> numbers.size());
            if (element != null && elementOfKind[kind] == elements.size()) {
                elements.add(element);
            }
        }
        int[] elementOf = Arrays.stream(calls.kind(), 0, calls.size())
                .map(kind -> elementOfKind[kind])
                .toArray();
        BitSet all = new BitSet();
        all.set(0, elements.size());
        BitSet needed = minimal(all, some -> isViolation(on(some, elementOf, calls), budget));
        List<Object> chosen = needed.stream().mapToObj(elements::get).toList();
        return new ElementFocus(chosen.isEmpty() ? calls : on(needed, elementOf, calls), chosen);
    }

    /**
     * Returns a minimal violating set, or the smallest one found. A set whose check exceeds the limit counts as not
     * violating.
     */
    private static BitSet minimal(BitSet all, Predicate<BitSet> isViolation) {
        BitSet[] least = {all};
        BitSet minimal = QuickXplain.minimal(all, some -> {
            boolean suffices = isViolation.test(some);
            least[0] = suffices && some.cardinality() < least[0].cardinality() ? (BitSet) some.clone() : least[0];
            return suffices;
        });
        return isViolation.test(minimal) ? minimal : least[0];
    }

    private static Calls on(BitSet elements, int[] elementOf, Calls calls) {
        return calls.where(c -> elementOf[c] < 0 || elements.get(elementOf[c]));
    }

    private static boolean isViolation(Calls calls, Meter budget) {
        return Portfolio.decideBriefly(calls, MAX_STEPS, budget).validity() == Validity.VIOLATION;
    }
}
