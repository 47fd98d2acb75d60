package dev.squall.check.register;

import dev.squall.check.Meter;
import dev.squall.history.HistoryFormatException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The causal order of accesses of a history, for those who know them by their place in it. Immutable. */
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
     * @throws HistoryFormatException if it is cyclic; the message is a sentence
     */
    static CausalPast of(ReadsFrom history, Meter meter) {
        Optional<Precedence> precedence = Precedence.of(history, new Constraints(history, meter), meter);
        if (precedence.isEmpty()) {
            throw new HistoryFormatException("found effects before their causes, expected a causal order");
        }
        return new CausalPast(history, precedence.get());
    }

    /** Returns true if one access causally precedes another; accesses may be known by other numbers here. */
    boolean precedes(Access first, Access second) {
        Access earlier = byInvocation.get(first.operation().invocation().index());
        Access later = byInvocation.get(second.operation().invocation().index());
        return earlier != null && later != null && precedence.precedes(earlier, later);
    }
}
