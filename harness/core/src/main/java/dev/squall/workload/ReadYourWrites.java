package dev.squall.workload;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.session.Guarantee;
import dev.squall.check.session.SessionGuarantees;
import dev.squall.history.History;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whether each client saw its own writes, of registers whose acknowledged writes are known to stay in their order.
 *
 * <p>Linearizability of the client's keys would ask for more: a write that nobody acknowledged may be seen by one read
 * and not by the next. {@link Guarantee#READ_YOUR_WRITES} alone would ask for less: that the older of two writes is
 * read it explains by their taking effect the other way round. {@link Guarantee#WRITES_IN_REAL_TIME} excludes that, and
 * since it is never broken alone, whatever breaks the two together is told as broken read-your-writes. A session ends
 * with a write of unknown outcome, which may come to its replicas at any time after.
 */
final class ReadYourWrites implements Checker {

    private static final String TERM = Guarantee.READ_YOUR_WRITES.term();
    private static final String ANOMALY = TERM + "-broken";

    private final SessionGuarantees both =
            new SessionGuarantees(EnumSet.of(Guarantee.READ_YOUR_WRITES, Guarantee.WRITES_IN_REAL_TIME), null, true);

    @Override
    public String name() {
        return TERM;
    }

    @Override
    public Set<String> observingFunctions() {
        return both.observingFunctions();
    }

    @Override
    public Verdict check(History history, Budget budget) {
        Verdict verdict = both.check(history, budget);
        boolean broken =
                verdict.validity() == Validity.VIOLATION && verdict.anomaly().startsWith(TERM);
        return new Verdict(
                name(),
                verdict.validity(),
                verdict.summary(),
                broken ? ANOMALY : verdict.anomaly(),
                verdict.operations(),
                verdict.details());
    }
}
