package dev.squall.check.session;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.history.History;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measurement of the session guarantees (see {@link Guarantee}) that a history keeps, for stores that promise none.
 * Broken guarantees do not make the verdict a violation; only a read of a value that was never written does. The
 * details of a valid verdict list under {@value #BROKEN} the smallest sets of guarantees that cannot hold together, as
 * {@link SessionGuarantees} does; {@link GuaranteeTally} draws the conclusion from many runs.
 */
public final class MeasuredGuarantees implements Checker {

    /** Key in the details for the sets of guarantees that cannot hold together. */
    public static final String BROKEN = "broken";

    private static final String NAME = "measured-guarantees";

    private final SessionGuarantees all;

    /**
     * @param initialValue the initial value of each register; null for nil
     * @param keyed true if each operation's value is {@code [key value]}
     */
    public MeasuredGuarantees(Object initialValue, boolean keyed) {
        this.all = new SessionGuarantees(EnumSet.allOf(Guarantee.class), initialValue, keyed);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> observingFunctions() {
        return Set.of("read");
    }

    @Override
    public Verdict check(History history, Budget budget) {
        Verdict verdict = all.check(history, budget);
        Map<String, Object> details = new LinkedHashMap<>(verdict.details());
        if (verdict.validity() == Validity.UNKNOWN) {
            return Verdict.unknown(NAME, verdict.summary(), details);
        }
        if (verdict.validity() == Validity.VIOLATION && !details.containsKey(BROKEN)) {
            return Verdict.violation(NAME, verdict.anomaly(), verdict.summary(), verdict.operations(), details);
        }
        details.putIfAbsent(BROKEN, List.of());
        return Verdict.valid(NAME, verdict.summary(), details);
    }
}
