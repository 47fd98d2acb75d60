package dev.squall.lectures.detectors;

import dev.squall.check.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Quality of service of failure detectors (Chen, Toueg and Aguilera, 2002): detection time, mistake rate and mistake
 * duration. The measurements cover each pair of an observer and an observed node. The figures are informative, and no
 * property depends on them.
 */
final class QualityJournal {

    static final String NAME = "detector-quality";

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final List<Long> detectionNanos = new ArrayList<>();
    private final List<Long> mistakeNanos = new ArrayList<>();
    private long mistakes;
    private long upNanos;

    /** Adds a detection time, from a crash to the permanent suspicion. */
    void onDetection(long nanos) {
        detectionNanos.add(nanos);
    }

    void onMistake() {
        mistakes++;
    }

    void onMistakeEnd(long nanos) {
        mistakeNanos.add(nanos);
    }

    /** Adds a period during which one node was up. */
    void onUp(long nanos) {
        upNanos += nanos;
    }

    /** Returns the figures measured so far. */
    Verdict verdict(int nodeCount) {
        double observedSeconds = upNanos * (nodeCount - 1) / NANOS_PER_SECOND;
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("detections", detectionNanos.size());
        details.put("detectionMillis", mean(detectionNanos));
        details.put("largestDetectionMillis", largest(detectionNanos));
        details.put("mistakes", mistakes);
        details.put("mistakesPerSecond", observedSeconds > 0 ? mistakes / observedSeconds : 0);
        details.put("mistakeMillis", mean(mistakeNanos));
        details.put("largestMistakeMillis", largest(mistakeNanos));
        String summary = String.format(
                Locale.ROOT,
                "%d detections took %.0f ms in the mean; %d mistakes (%.4f a second for each pair) lasted %.0f ms",
                detectionNanos.size(),
                mean(detectionNanos),
                mistakes,
                (double) details.get("mistakesPerSecond"),
                mean(mistakeNanos));
        return Verdict.valid(NAME, summary, details);
    }

    private static double mean(List<Long> nanos) {
        return nanos.stream().mapToLong(Long::longValue).average().orElse(0) / NANOS_PER_MILLI;
    }

    private static double largest(List<Long> nanos) {
        return nanos.stream().mapToLong(Long::longValue).max().orElse(0) / NANOS_PER_MILLI;
    }
}
