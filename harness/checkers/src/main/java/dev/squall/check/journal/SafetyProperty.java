package dev.squall.check.journal;

import dev.squall.check.Verdict;
import java.util.List;
import java.util.Map;

/** Property that a single event can violate permanently. Only the first violation is kept. */
public abstract class SafetyProperty {

    private final String checker;
    private Verdict violation;

    protected SafetyProperty(String checker) {
        this.checker = checker;
    }

    public final boolean isBroken() {
        return violation != null;
    }

    /** @param details the details, in output order */
    public final void breakWith(String anomaly, String summary, Map<String, Object> details) {
        if (violation == null) {
            violation = Verdict.violation(checker, anomaly, summary, List.of(), details);
        }
    }

    /**
     * Returns the verdict on the events so far.
     *
     * @param missing the reason why the journals may lack facts; empty if they are complete
     */
    public final Verdict verdict(String missing) {
        if (isBroken()) {
            return violation;
        }
        return missing.isEmpty()
                ? Verdict.valid(checker, kept(), figures())
                : Verdict.unknown(checker, missing, figures());
    }

    /** Returns the summary of a valid verdict, one sentence. */
    protected abstract String kept();

    protected abstract Map<String, Object> figures();
}
