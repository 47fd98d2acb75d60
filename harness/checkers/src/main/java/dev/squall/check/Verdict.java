package dev.squall.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Judgement of one checker on one history. Immutable.
 *
 * @param checker the name of the property, such as {@code linearizable}
 * @param validity valid, violation or unknown
 * @param summary one sentence: the operations and the contradiction of a violation, or the progress of an unknown check
 *     and the reason for its end
 * @param anomaly for a violation the anomaly's name, such as {@code stale-read} or {@code two-leaders-in-one-term};
 *     empty otherwise
 * @param operations the indexes of the operations that show the violation; empty if there are none
 * @param details figures and findings by name, as JSON data for programs; written in iteration order
 */
public record Verdict(
        String checker,
        Validity validity,
        String summary,
        String anomaly,
        List<Integer> operations,
        Map<String, Object> details) {

    public Verdict {
        Objects.requireNonNull(checker, "checker");
        Objects.requireNonNull(validity, "validity");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(anomaly, "anomaly");
        operations = List.copyOf(operations);
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    public static Verdict valid(String checker, String summary, Map<String, Object> details) {
        return new Verdict(checker, Validity.VALID, summary, "", List.of(), details);
    }

    public static Verdict violation(
            String checker, String anomaly, String summary, List<Integer> operations, Map<String, Object> details) {
        return new Verdict(checker, Validity.VIOLATION, summary, anomaly, operations, details);
    }

    public static Verdict unknown(String checker, String summary, Map<String, Object> details) {
        return new Verdict(checker, Validity.UNKNOWN, summary, "", List.of(), details);
    }
}
