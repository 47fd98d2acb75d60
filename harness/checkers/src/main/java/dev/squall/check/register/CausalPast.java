package dev.squall.check.register;

import dev.squall.check.Meter;
import dev.squall.history.HistoryFormatException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Causal order of a history's accesses, which are identified by the index of their invocation. Immutable. */
final class CausalPast {

    private final Map<Integer, Access> byInvocation = new HashMap<>();
    private final Precedence precedence;

    private CausalPast(ReadsFrom history, Precedence precedence) {
        this.precedence = precedence;
        history.history()
                .accesses()
                .forEach(access ->
                        byInvocation.put(access.operation().invocation().index(), access));
    }

    /**
     * Returns the closure of session order and reads-from.
     *
     * @throws HistoryFormatException if the causal order has a cycle; the message is one sentence
     */
    static CausalPast of(ReadsFrom history, Meter meter) {
        Optional<Precedence> precedence = Precedence.of(history, new Constraints(history, meter), meter);
        if (precedence.isEmpty()) {
            throw new HistoryFormatException("found effects before their causes, expected a causal order");
        }
        return new CausalPast(history, precedence.get());
    }

    /**
     * Returns true if one access causally precedes another. The accesses may come from another {@link RegisterHistory}
     * of the same history.
     */
    boolean precedes(Access first, Access second) {
        Access earlier = byInvocation.get(first.operation().invocation().index());
        Access later = byInvocation.get(second.operation().invocation().index());
        return earlier != null && later != null && precedence.precedes(earlier, later);
    }
}
