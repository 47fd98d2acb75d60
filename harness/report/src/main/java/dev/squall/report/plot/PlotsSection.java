package dev.squall.report.plot;

import dev.squall.report.page.Columns;
import dev.squall.report.page.Html;
import dev.squall.report.page.Section;
import dev.squall.report.recorded.Calls;
import dev.squall.report.recorded.FaultTimeline;
import dev.squall.report.recorded.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Section with plots over the time of a run: latency, rate, availability, clock offsets, convergence and suspicions.
 * Each plot shows the faults in force. The plots use Chart.js (MIT licence), which is embedded in the page. A text
 * above each plot describes its content in words.
 */
public final class PlotsSection {

    /** Resources of the plotting library, and of the common code for plots. */
    public static final List<String> CHARTS = List.of("chart.umd.min", "charts");

    private static final List<String> PARTS =
            Stream.concat(CHARTS.stream(), Stream.of("plots-frame")).toList();

    private final RunRecord run;
    private final Timing timing;
    private final Buckets buckets;
    private final StringBuilder html = new StringBuilder();
    private final List<Columns> data = new ArrayList<>();

    private PlotsSection(RunRecord run, Calls calls) {
        this.run = run;
        this.timing = Timing.of(calls);
        this.buckets = Buckets.over(timing.endMillis());
    }

    public static Section of(RunRecord run, Calls calls) {
        PlotsSection plots = new PlotsSection(run, calls);
        if (plots.timing.count() == 0) {
            return new Section(
                    "plots",
                    "Plots",
                    "<p>No operation of this history has a time: there is nothing to plot.</p>\n",
                    List.of());
        }
        plots.build();
        return new Section("plots", "Plots", plots.html.toString(), plots.data, PARTS);
    }

    private void build() {
        html.append("<p class=\"plots-help\">Drag over a span of time to see it larger, double-click to see all. With")
                .append(" the keyboard: arrows move, + and \u2212 zoom, 0 shows all. The other diagrams follow.</p>\n")
                .append("<div class=\"plots-grid\" data-end=\"")
                .append(timing.endMillis())
                .append("\" data-part=\"")
                .append(buckets.widthMillis())
                .append("\">\n");
        data.add(faults(FaultTimeline.bands(run.history())));
        addLatency();
        addRates();
        addClocks();
        addConvergence();
        addSuspicions();
        html.append("</div>\n");
    }

    private static Columns faults(List<FaultTimeline.Band> bands) {
        return new Columns("plot-faults")
                .texts("fault", bands.stream().map(FaultTimeline.Band::family).toList())
                .doubles(
                        "from",
                        bands.stream()
                                .mapToDouble(FaultTimeline.Band::fromMillis)
                                .toArray())
                .doubles(
                        "to",
                        bands.stream()
                                .mapToDouble(FaultTimeline.Band::untilMillis)
                                .toArray());
    }

    private void addLatency() {
        int[] chosen = LatencyPoints.chosen(timing);
        data.add(LatencyPoints.columns(timing, chosen));
        double[] sorted = LatencyQuantiles.sorted(timing);
        addPlot(
                "latency",
                "Latency of each operation",
                quantileWords(sorted) + (chosen.length < LatencyPoints.POINTS_MAX / 2 ? "" : thinning(chosen.length)));
        data.add(LatencyQuantiles.columns(timing, buckets));
        addPlot("quantiles", "Latency quantiles", "Of the operations that succeeded, in parts of " + part() + ".");
    }

    private static String quantileWords(double[] sorted) {
        return sorted.length == 0
                ? "No operation succeeded."
                : words(
                        "Half of the operations that succeeded took up to %s, 95 %% up to %s, 99 %% up to %s, the"
                                + " slowest %s.",
                        millis(LatencyQuantiles.quantile(sorted, 0.5)),
                        millis(LatencyQuantiles.quantile(sorted, 0.95)),
                        millis(LatencyQuantiles.quantile(sorted, 0.99)),
                        millis(sorted[sorted.length - 1]));
    }

    private String thinning(int drawn) {
        return words(
                " %,d points stand for %,d operations: of those of one outcome that would be drawn over each other,"
                        + " one is.",
                drawn, timing.count());
    }

    private void addRates() {
        OutcomeRates rates = OutcomeRates.of(timing, buckets);
        data.add(rates.columns());
        addPlot(
                "rate",
                "Rate by outcome",
                words(
                        "%,d operations succeeded, %,d failed, of %,d it is not known; by when they began, in"
                                + " parts of %s.",
                        rates.count(Timing.OK), rates.count(Timing.FAIL), rates.count(Timing.INFO), part()));
        addPlot(
                "availability",
                "Availability",
                words(
                        "%.1f %% of all operations were answered: with success, or with a definite answer such as"
                                + " that a compare-and-set found another value.",
                        rates.availability()));
    }

    private void addClocks() {
        ClockOffsets clocks = ClockOffsets.of(run.history());
        if (!clocks.isEmpty()) {
            data.add(clocks.columns());
            addPlot(
                    "clocks",
                    "Clock offsets",
                    "The clocks of " + String.join(", ", clocks.nodes()) + " were set off, by up to "
                            + millis(clocks.largestMillis())
                            + ". Where a line is dashed, the clock flips between it and the right time.");
        }
    }

    private void addConvergence() {
        Convergence convergence = Convergence.of(run, buckets);
        if (convergence.isEmpty()) {
            return;
        }
        data.add(convergence.behind());
        addPlot(
                "behind",
                "Staleness of replicas",
                words(
                        "How many entries each node had applied fewer than the furthest: at most %,.0f.",
                        convergence.mostBehind()));
        if (convergence.hasStates()) {
            data.add(convergence.states());
            addPlot(
                    "states",
                    "Distinct replica states",
                    words(
                            "Of the states that the nodes last noted, at most %.0f differed at a time.",
                            convergence.mostStates()));
        }
    }

    private void addSuspicions() {
        Suspicions suspicions = Suspicions.of(run, timing.endMillis());
        if (suspicions.isEmpty()) {
            return;
        }
        data.add(suspicions.columns());
        addPlot(
                "suspicions",
                "Suspicions of failure detectors",
                words(
                        "%,d detections of nodes that were down, the slowest after %s; %,d mistakes about nodes that"
                                + " were up, the longest for %s.",
                        suspicions.detections(),
                        millis(suspicions.longestDetectionMillis()),
                        suspicions.mistakes(),
                        millis(suspicions.longestMistakeMillis())));
    }

    private void addPlot(String name, String title, String words) {
        String id = "plot-" + name;
        html.append("<figure class=\"plot\">\n<h3 id=\"" + id + "-title\">" + Html.escape(title) + "</h3>\n");
        html.append("<figcaption id=\"" + id + "-words\">" + Html.escape(words) + "</figcaption>\n");
        html.append("<div class=\"plot-box\"><canvas id=\"" + id + "\" role=\"img\" tabindex=\"0\" aria-labelledby=\""
                + id + "-title\" aria-describedby=\"" + id + "-words\"></canvas></div>\n</figure>\n");
    }

    private String part() {
        return millis(buckets.widthMillis());
    }

    private static String words(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Returns a duration with a suitable unit. */
    private static String millis(double millis) {
        if (millis >= 1_000) {
            return words("%,.4g s", millis / 1_000).replaceAll("\\.?0+ s$", " s");
        }
        return millis >= 100 ? words("%.0f ms", millis) : words("%.2g ms", millis);
    }
}
