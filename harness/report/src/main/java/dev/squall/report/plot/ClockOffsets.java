package dev.squall.report.plot;

import dev.squall.fault.ClockSkew;
import dev.squall.history.History;
import dev.squall.report.page.Columns;
import dev.squall.report.recorded.FaultTimeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Offsets of the nodes' wall clocks: offsets that faults set, and offsets that were read before a clock was set right.
 */
public final class ClockOffsets {

    private static final double MILLISECOND_NANOS = 1e6;

    private record Point(String node, double timeMillis, double offsetMillis, boolean isStrobe) {}

    private final List<Point> points = new ArrayList<>();
    private final Set<String> nodes = new LinkedHashSet<>();
    private double largestMillis;

    private ClockOffsets() {}

    public static ClockOffsets of(History history) {
        ClockOffsets offsets = new ClockOffsets();
        FaultTimeline.of(history).stream()
                .filter(span -> span.fault() instanceof ClockSkew)
                .sorted(Comparator.comparingLong(span -> span.time().fromNanos()))
                .forEach(span -> offsets.add(span, (ClockSkew) span.fault()));
        return offsets;
    }

    private void add(FaultTimeline.Span span, ClockSkew skew) {
        String node = skew.node();
        double offsetMillis = skew.offsetNanos() / MILLISECOND_NANOS;
        boolean isStrobe = skew.strobeNanos() > 0;
        if (nodes.add(node)) {
            add(node, 0, 0, false);
        }
        add(node, span.fromMillis(), 0, false);
        if (offsetMillis != 0) {
            add(node, span.fromMillis(), offsetMillis, isStrobe);
        }
        if (isStrobe) {
            add(node, span.untilMillis(), offsetMillis, false);
        } else if (span.seen().containsKey("offset-ns")) {
            add(node, span.untilMillis(), span.seen().get("offset-ns") / MILLISECOND_NANOS, false);
        }
        add(node, span.untilMillis(), 0, false);
    }

    private void add(String node, double timeMillis, double offsetMillis, boolean isStrobe) {
        points.add(new Point(node, timeMillis, offsetMillis, isStrobe));
        largestMillis = Math.max(largestMillis, Math.abs(offsetMillis));
    }

    boolean isEmpty() {
        return points.isEmpty();
    }

    public double largestMillis() {
        return largestMillis;
    }

    public Set<String> nodes() {
        return nodes;
    }

    /**
     * Returns the points as columns, ordered by time for each node. From a strobe point on, the clock alternates
     * between the point's offset and zero.
     */
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
