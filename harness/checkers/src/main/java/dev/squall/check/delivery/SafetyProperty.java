package dev.squall.check.delivery;

import dev.squall.check.Verdict;
import java.util.List;
import java.util.Map;

/** A property that one event can break for good. Of several violations it keeps the first. */
abstract class SafetyProperty {

    private final String checker;
    private Verdict violation;

    SafetyProperty(String checker) {
        this.checker = checker;
    }

    final boolean isBroken() {
        return violation != null;
    }

    /** @param details in the order in which they are to be written */
    final void breakWith(String anomaly, String summary, Map<String, Object> details) {
        if (violation == null) {
            violation = Verdict.violation(checker, anomaly, summary, List.of(), details);
        }
    }

    /**
     * As of now.
     *
     * @param missing why the journals do not show all that happened; empty if they do
     */
    final Verdict verdict(String missing) {
        if (isBroken()) {
            return violation;
        }
        return missing.isEmpty()
                ? Verdict.valid(checker, kept(), figures())
                : Verdict.unknown(checker, missing, figures());
    }

    /** One sentence that says how the property was kept. */
    abstract String kept();

    abstract Map<String, Object> figures();
}
