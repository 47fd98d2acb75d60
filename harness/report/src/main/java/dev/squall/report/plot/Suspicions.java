package dev.squall.report.plot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.squall.fault.DiskLoss;
import dev.squall.fault.Kill;
import dev.squall.report.page.Columns;
import dev.squall.report.recorded.FaultTimeline;
import dev.squall.report.recorded.FaultTimeline.Span;
import dev.squall.report.recorded.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Suspicions of failure detectors, derived from the facts {@code suspected} and {@code restored}. A suspicion of a
 * crashed node is a detection; its value is the time since the crash. A suspicion of any other node is a mistake; its
 * value is the duration (Chen, Toueg and Aguilera, 2002). A mistake ends when the suspicion is withdrawn, the observer
 * or the suspected node crashes, or the run ends.
 */
final class Suspicions {

    private static final double MILLISECOND_NANOS = 1e6;
    private static final int DETECTION = 0;
    private static final int MISTAKE = 1;

    private record Pair(String observer, String node) implements Comparable<Pair> {

        private boolean has(String name) {
            return observer.equals(name) || node.equals(name);
        }

        @Override
        public int compareTo(Pair other) {
            int byObserver = observer.compareTo(other.observer);
            return byObserver != 0 ? byObserver : node.compareTo(other.node);
        }
    }

    private record Suspicion(double atMillis, double millis, int kind) {}

    private final List<Span> crashes;
    private final Map<Pair, Double> mistakenSince = new TreeMap<>();
    private final List<Suspicion> suspicions = new ArrayList<>();

    private Suspicions(List<Span> crashes) {
        this.crashes = crashes;
    }

    /** @param endMillis time at which the run ends */
    static Suspicions of(RunRecord run, double endMillis) {
        List<Span> crashes = FaultTimeline.of(run.history()).stream()
                .filter(span -> nodeOf(span) != null)
                .toList();
        Suspicions suspicions = new Suspicions(crashes);
        run.forEachFact(suspicions::accept);
        List.copyOf(suspicions.mistakenSince.keySet()).forEach(pair -> suspicions.endMistake(pair, endMillis));
        return suspicions;
    }

    private static String nodeOf(Span crash) {
        if (crash.fault() instanceof Kill kill) {
            return kill.node();
        }
        return crash.fault() instanceof DiskLoss loss ? loss.node() : null;
    }

    private void accept(JsonNode line) {
        JsonNode fact = line.path("fact");
        double atMillis = line.path("time").asLong() / MILLISECOND_NANOS;
        Pair pair = new Pair(line.path("node").asText(), fact.path("node").asText());
        if (fact.path("type").asText().equals("suspected")) {
            crashes.stream()
                    .filter(crash -> pair.node().equals(nodeOf(crash)))
                    .filter(crash -> crash.fromMillis() <= atMillis && atMillis <= crash.untilMillis())
                    .findFirst()
                    .ifPresentOrElse(
                            crash -> suspicions.add(new Suspicion(atMillis, atMillis - crash.fromMillis(), DETECTION)),
                            () -> {
                                endMistake(pair, atMillis);
                                mistakenSince.put(pair, atMillis);
                            });
        } else if (fact.path("type").asText().equals("restored")) {
            endMistake(pair, atMillis);
        }
    }

    /**
     * Ends a mistake, if there is one, at the given time, or earlier if the observer or the suspected node crashed
     * before.
     */
    private void endMistake(Pair pair, double atMillis) {
        Double since = mistakenSince.remove(pair);
        if (since != null) {
            double untilMillis = crashes.stream()
                    .filter(crash -> pair.has(nodeOf(crash)) && crash.fromMillis() >= since)
                    .mapToDouble(Span::fromMillis)
                    .reduce(atMillis, Math::min);
            suspicions.add(new Suspicion(since, untilMillis - since, MISTAKE));
        }
    }

    boolean isEmpty() {
        return suspicions.isEmpty();
    }

    int detections() {
        return count(DETECTION);
    }

    int mistakes() {
        return count(MISTAKE);
    }

    private int count(int kind) {
        return (int) suspicions.stream().filter(each -> each.kind() == kind).count();
    }

    double longestDetectionMillis() {
        return longest(DETECTION);
    }

    double longestMistakeMillis() {
        return longest(MISTAKE);
    }

    private double longest(int kind) {
        return suspicions.stream()
                .filter(each -> each.kind() == kind)
                .mapToDouble(Suspicion::millis)
                .max()
                .orElse(0);
    }

    /** Returns one row for each suspicion; its kind is 0 for a detection, 1 for a mistake. */
    Columns columns() {
        return new Columns("plot-suspicions")
                .doubles(
                        "time",
                        suspicions.stream().mapToDouble(Suspicion::atMillis).toArray())
                .doubles(
                        "millis",
                        suspicions.stream().mapToDouble(Suspicion::millis).toArray())
                .ints("kind", suspicions.stream().mapToInt(Suspicion::kind).toArray());
    }
}
