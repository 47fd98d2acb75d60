package dev.squall.workload.standard;

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
 * Checker of read-your-writes for registers whose acknowledged writes are known to stay in their order.
 *
 * <p>Linearizability of the client's keys would be stronger: no read could miss an unacknowledged write that an earlier
 * read returned. {@link Guarantee#READ_YOUR_WRITES} alone would be weaker: it allows an older read if the two writes
 * could be reordered. {@link Guarantee#WRITES_IN_REAL_TIME} excludes this reordering. {@link
 * Guarantee#WRITES_IN_REAL_TIME} is never broken alone, so a violation of the two guarantees together is reported as
 * broken read-your-writes. A session ends with a write of unknown outcome, since such a write may reach the replicas at
 * any later time.
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
