package dev.squall.check.journal;

import dev.squall.check.Verdict;
import java.util.List;
import java.util.Map;

/** A property that one event can break for good. Of several violations it keeps the first. */
public abstract class SafetyProperty {

    private final String checker;
    private Verdict violation;

    protected SafetyProperty(String checker) {
        this.checker = checker;
    }

    public final boolean isBroken() {
        return violation != null;
    }

    /** @param details in the order in which they are to be written */
    public final void breakWith(String anomaly, String summary, Map<String, Object> details) {
        if (violation == null) {
            violation = Verdict.violation(checker, anomaly, summary, List.of(), details);
        }
    }

    /**
     * As of now.
     *
     * @param missing why the journals do not show all that happened; empty if they do
     */
    public final Verdict verdict(String missing) {
        if (isBroken()) {
            return violation;
        }
        return missing.isEmpty()
                ? Verdict.valid(checker, kept(), figures())
                : Verdict.unknown(checker, missing, figures());
    }

    /** One sentence that says how the property was kept. */
    protected abstract String kept();

    protected abstract Map<String, Object> figures();
}
