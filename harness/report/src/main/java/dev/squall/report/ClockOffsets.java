package dev.squall.report;

import dev.squall.history.History;
import dev.squall.history.Keyword;
import dev.squall.history.Operation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How far the nemesis had the nodes' wall clocks off, by what it noted when it disturbed them and by what it read off
 * them before it set them right.
 */
final class ClockOffsets {

    private static final String START = "start-clock";
    private static final String STOP = "stop-clock";
    private static final double MILLISECOND_NANOS = 1e6;

    private record Point(String node, double timeMillis, double offsetMillis, boolean isStrobe) {}

    private record Disturbance(double fromMillis, String kind, double offsetMillis, List<String> nodes) {

        boolean isStrobe() {
            return kind.equals("strobe");
        }

        boolean isDrift() {
            return kind.equals("drift");
        }
    }

    private final List<Point> points = new ArrayList<>();
    private final Set<String> nodes = new LinkedHashSet<>();
    private double largestMillis;
    private Disturbance current;

    private ClockOffsets() {}

    static ClockOffsets of(History history, double endMillis) {
        ClockOffsets offsets = new ClockOffsets();
        for (Operation operation : history.operations()) {
            if (!operation.isClient() && operation.value() instanceof Map<?, ?> value) {
                offsets.accept(operation, value);
            }
        }
        offsets.end(endMillis, Map.of());
        return offsets;
    }

    private void accept(Operation operation, Map<?, ?> value) {
        double timeMillis = operation.timeNanos() / MILLISECOND_NANOS;
        if (operation.function().equals(STOP)) {
            end(timeMillis, value);
        } else if (operation.function().equals(START)
                && value.get(new Keyword("nodes")) instanceof List<?> disturbed
                && value.get(new Keyword("offset-ms")) instanceof Long offset) {
            end(timeMillis, Map.of());
            String kind = value.get(new Keyword("kind")) instanceof Keyword keyword ? keyword.name() : "";
            begin(new Disturbance(
                    timeMillis,
                    kind,
                    offset,
                    disturbed.stream().map(String::valueOf).toList()));
        }
    }

    private void begin(Disturbance begun) {
        current = begun;
        for (String node : begun.nodes()) {
            if (nodes.add(node)) {
                add(node, 0, 0, false);
            }
            add(node, begun.fromMillis(), 0, false);
            if (!begun.isDrift()) {
                add(node, begun.fromMillis(), begun.offsetMillis(), begun.isStrobe());
            }
        }
    }

    /** @param read nanoseconds by node, where they are known */
    private void end(double timeMillis, Map<?, ?> read) {
        if (current == null) {
            return;
        }
        for (String node : current.nodes()) {
            if (current.isStrobe()) {
                add(node, timeMillis, current.offsetMillis(), false);
            } else if (read.get(node) instanceof Number nanos) {
                add(node, timeMillis, nanos.doubleValue() / MILLISECOND_NANOS, false);
            }
            add(node, timeMillis, 0, false);
        }
        current = null;
    }

    private void add(String node, double timeMillis, double offsetMillis, boolean isStrobe) {
        points.add(new Point(node, timeMillis, offsetMillis, isStrobe));
        largestMillis = Math.max(largestMillis, Math.abs(offsetMillis));
    }

    boolean isEmpty() {
        return points.isEmpty();
    }

    double largestMillis() {
        return largestMillis;
    }

    Set<String> nodes() {
        return nodes;
    }

    /** In the order of time for each node; from a point of a strobe on, the clock flips between it and zero. */
    Columns columns() {
        return new Columns("plot-clocks")
                .texts("node", points.stream().map(Point::node).toList())
                .doubles("time", points.stream().mapToDouble(Point::timeMillis).toArray())
                .doubles(
                        "offset",
                        points.stream().mapToDouble(Point::offsetMillis).toArray())
                .ints(
                        "strobe",
                        points.stream()
                                .mapToInt(point -> point.isStrobe() ? 1 : 0)
                                .toArray());
    }
}
