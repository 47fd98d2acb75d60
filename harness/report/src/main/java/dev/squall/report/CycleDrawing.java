package dev.squall.report;

import dev.squall.report.page.Html;
import dev.squall.report.recorded.Violation.Edge;
import java.util.List;
import java.util.Locale;

/**
 * Drawing of a cycle of transactions: a circle of transactions with an arrow for each edge. A list beside the circle
 * justifies each edge in a sentence. A cycle of more than {@value #DRAWN_MAX} edges is only listed.
 */
final class CycleDrawing {

    private static final int DRAWN_MAX = 16;
    private static final double NODE_RADIUS = 24;
    private static final double MARGIN = 64;
    private static final double LEAST_RADIUS = 80;
    private static final double SPACE_FOR_A_NODE = 110;
    /** Distance of an edge's label from the edge, outside of the circle. */
    private static final double LABEL_DISTANCE = 18;

    private final List<Edge> cycle;
    private final double radius;
    private final double size;

    private CycleDrawing(List<Edge> cycle) {
        this.cycle = cycle;
        this.radius = Math.max(LEAST_RADIUS, cycle.size() * SPACE_FOR_A_NODE / (2 * Math.PI));
        this.size = 2 * (radius + MARGIN);
    }

    /** Returns the drawing and the list as HTML. */
    static String html(List<Edge> cycle) {
        CycleDrawing drawing = new CycleDrawing(cycle);
        return "<figure class=\"cycle\">\n" + (cycle.size() <= DRAWN_MAX ? drawing.svg() : "") + drawing.list()
                + "</figure>\n";
    }

    private String list() {
        StringBuilder list = new StringBuilder("<ol>\n");
        for (Edge edge : cycle) {
            list.append("<li><strong>")
                    .append(Html.escape(edge.from() + " \u2192 " + edge.to()))
                    .append("</strong> (")
                    .append(Html.escape(edge.kind()))
                    .append("): ")
                    .append(Html.escape(edge.words()))
                    .append("</li>\n");
        }
        return list.append("</ol>\n").toString();
    }

    private String svg() {
        StringBuilder svg = new StringBuilder(format(
                "<svg viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" role=\"img\" aria-label=\"Cycle of %d transactions\">\n",
                size, size, size, cycle.size()));
        svg.append("<defs><marker id=\"cycle-arrow\" viewBox=\"0 0 10 10\" refX=\"10\" refY=\"5\" markerWidth=\"8\"")
                .append(" markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0L10 5L0 10z\"/></marker></defs>\n");
        for (int i = 0; i < cycle.size(); i++) {
            svg.append(arrow(i)).append(node(i));
        }
        return svg.append("</svg>\n").toString();
    }

    private double angle(double position) {
        return 2 * Math.PI * position / cycle.size() - Math.PI / 2;
    }

    private double x(double position, double distance) {
        return size / 2 + distance * Math.cos(angle(position));
    }

    private double y(double position, double distance) {
        return size / 2 + distance * Math.sin(angle(position));
    }

    private String node(int i) {
        return format(
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.0f\"/><text x=\"%.1f\" y=\"%.1f\">%s</text>\n",
                x(i, radius),
                y(i, radius),
                NODE_RADIUS,
                x(i, radius),
                y(i, radius),
                Html.escape(cycle.get(i).from()));
    }

    /** Returns an arc on the circle, from the edge of one node to the edge of the next. */
    private String arrow(int i) {
        double gap = NODE_RADIUS / radius * cycle.size() / (2 * Math.PI);
        double middle = i + 0.5;
        return format(
                "<path class=\"edge\" d=\"M%.1f %.1fA%.1f %.1f 0 0 1 %.1f %.1f\" marker-end=\"url(#cycle-arrow)\"/>"
                        + "<text class=\"kind\" x=\"%.1f\" y=\"%.1f\">%s</text>\n",
                x(i + gap, radius),
                y(i + gap, radius),
                radius,
                radius,
                x(i + 1 - gap, radius),
                y(i + 1 - gap, radius),
                x(middle, radius + LABEL_DISTANCE),
                y(middle, radius + LABEL_DISTANCE),
                Html.escape(cycle.get(i).kind()));
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
