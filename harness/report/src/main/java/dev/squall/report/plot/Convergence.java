package dev.squall.report.plot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.squall.report.page.Columns;
import dev.squall.report.recorded.RunRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Distance between the states of replicas, derived from the facts that they noted. The distance is measured by the
 * number of entries that each replica is behind the furthest one, and by the number of distinct states. Both numbers
 * are sampled at the end of each part of the run.
 */
final class Convergence {

    private static final double MILLISECOND_NANOS = 1e6;

    private record State(long length, long digest) {}

    private final Buckets buckets;
    private final Map<String, Long> appliedByNode = new TreeMap<>();
    private final Map<String, State> stateByNode = new TreeMap<>();
    private final Map<String, double[]> behindByNode = new TreeMap<>();
    private final double[] states;
    private int sampled;

    private Convergence(Buckets buckets) {
        this.buckets = buckets;
        this.states = new double[buckets.count()];
        Arrays.fill(states, Double.NaN);
    }

    static Convergence of(RunRecord run, Buckets buckets) {
        Convergence convergence = new Convergence(buckets);
        run.forEachFact(convergence::accept);
        convergence.sampleUntil(buckets.count());
        return convergence;
    }

    private void accept(JsonNode line) {
        String node = line.path("node").asText();
        JsonNode fact = line.path("fact");
        switch (fact.path("type").asText()) {
            case "applied" -> applied(line, node, fact.path("index").asLong() + 1);
            case "installed_snapshot" -> applied(line, node, fact.path("length").asLong());
            case "recovered" -> {
                if (fact.has("snapshotLength")) {
                    applied(line, node, fact.path("snapshotLength").asLong());
                }
            }
            case "state_reached" -> {
                sampleBefore(line);
                stateByNode.put(
                        node,
                        new State(
                                fact.path("length").asLong(),
                                fact.path("digest").asLong()));
            }
            default -> {
                // Ignores facts that do not concern applied entries.
            }
        }
    }

    private void applied(JsonNode line, String node, long length) {
        sampleBefore(line);
        appliedByNode.put(node, length);
    }

    private void sampleBefore(JsonNode line) {
        sampleUntil(buckets.indexOf(line.path("time").asLong() / MILLISECOND_NANOS));
    }

    private void sampleUntil(int end) {
        for (; sampled < end; sampled++) {
            int bucket = sampled;
            long furthest = appliedByNode.values().stream()
                    .mapToLong(length -> length)
                    .max()
                    .orElse(0);
            appliedByNode.forEach((node, length) ->
                    behindByNode.computeIfAbsent(node, unseen -> filled(buckets.count()))[bucket] = furthest - length);
            if (!stateByNode.isEmpty()) {
                states[bucket] = stateByNode.values().stream().distinct().count();
            }
        }
    }

    private static double[] filled(int count) {
        double[] values = new double[count];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    boolean isEmpty() {
        return behindByNode.isEmpty();
    }

    boolean hasStates() {
        return !stateByNode.isEmpty();
    }

    double mostBehind() {
        return behindByNode.values().stream()
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }

    double mostStates() {
        return Arrays.stream(states).filter(Double::isFinite).max().orElse(0);
    }

    Collection<String> nodes() {
        return behindByNode.keySet();
    }

    Columns behind() {
        List<String> nodes = new ArrayList<>();
        List<Double> times = new ArrayList<>();
        List<Double> behind = new ArrayList<>();
        double[] middles = buckets.middlesMillis();
        behindByNode.forEach((node, values) -> {
            for (int i = 0; i < values.length; i++) {
                nodes.add(node);
                times.add(middles[i]);
                behind.add(values[i]);
            }
        });
        return new Columns("plot-behind")
                .texts("node", nodes)
                .doubles("time", toArray(times))
                .doubles("behind", toArray(behind));
    }

    Columns states() {
        return new Columns("plot-states")
                .doubles("time", buckets.middlesMillis())
                .doubles("states", states);
    }

    private static double[] toArray(List<Double> values) {
        return values.stream().mapToDouble(value -> value).toArray();
    }
}
