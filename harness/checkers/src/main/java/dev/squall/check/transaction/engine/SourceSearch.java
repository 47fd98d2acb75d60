package dev.squall.check.transaction.engine;

import dev.squall.check.Meter;
import dev.squall.check.Validity;
import dev.squall.check.transaction.certificate.Certificate.Refutation;
import dev.squall.check.transaction.certificate.Certificate.SourceCases;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.model.TransactionHistory;
import java.util.ArrayList;
import java.util.List;

/**
 * Search over the sources of ambiguous reads, whose value was written to the register more than once. The search
 * chooses a source for one read after the other. Reads without a chosen source imply no constraint, so a violation
 * refutes all their choices. The number of cases can be exponential in the ambiguous reads; the budget limits the
 * search.
 */
final class SourceSearch {

    private final Versions versions;
    private final TransactionHistory history;
    private final Meter meter;

    SourceSearch(Versions versions, Meter meter) {
        this.versions = versions;
        this.history = versions.history;
        this.meter = meter;
    }

    Decision decide(IsolationLevel level) {
        return decide(versions, 0, level);
    }

    private Decision decide(Versions partly, int depth, IsolationLevel level) {
        meter.checkTime();
        Decision here = new IsolationDecider(partly.withoutAmbiguity(), meter.nested()).decide(level);
        if (here.isViolation() || depth == versions.ambiguous.size()) {
            return here;
        }
        int read = versions.ambiguous.get(depth);
        List<Integer> sources = candidates(read);
        List<Refutation> refutations = new ArrayList<>();
        Decision unknown = null;
        boolean isProved = true;
        for (int source : sources) {
            Decision decision = decide(partly.choosing(read, source), depth + 1, level);
            if (decision.validity() == Validity.VALID) {
                return decision;
            }
            if (decision.validity() == Validity.UNKNOWN) {
                unknown = decision;
            } else {
                isProved &= decision.certificate() != null;
                refutations.add((Refutation) decision.certificate());
            }
        }
        if (unknown != null) {
            return unknown;
        }
        return Decision.violation(isProved ? new SourceCases(read, sources, refutations) : null);
    }

    /** Returns the writes that a read may have returned, the most recently invoked first. */
    private List<Integer> candidates(int read) {
        List<Integer> sources = new ArrayList<>();
        int key = history.key(read);
        for (int i = versions.keyStart[key]; i < versions.keyStart[key + 1]; i++) {
            int o = versions.byKey[i];
            if (!history.isRead(o)
                    && history.value(o) == history.value(read)
                    && versions.last[o]
                    && !history.isFailed(versions.owner[o])
                    && versions.owner[o] != versions.owner[read]) {
                sources.add(o);
            }
        }
        sources.sort((a, b) -> Integer.compare(distance(a, read), distance(b, read)));
        if (history.value(read) == history.initialValue()) {
            sources.add(Versions.INITIAL);
        }
        return sources;
    }

    private int distance(int write, int read) {
        int invoked = history.invocation(versions.owner[write]);
        int completed = history.completion(versions.owner[read]);
        return invoked < completed ? completed - invoked : Integer.MAX_VALUE;
    }
}
