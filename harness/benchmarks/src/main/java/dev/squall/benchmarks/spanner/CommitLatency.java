package dev.squall.benchmarks.spanner;

import dev.squall.check.Budget;
import dev.squall.check.Verdict;
import dev.squall.experiment.Experiment;
import dev.squall.run.Sweep;
import dev.squall.system.ExperimentDraft;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.world.Latency;
import dev.squall.world.WorldKind;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

/**
 * Plot of the latency of Spanner's commits against the uncertainty epsilon of its clocks (lecture 8.2), in virtual
 * time: the means of the medians of ten runs without faults and without conflicts, and 2 epsilon for comparison. The
 * argument is the SVG file to write. The same figures come out every time.
 */
public final class CommitLatency {

    private static final List<Integer> EPSILON_MILLIS = List.of(0, 5, 10, 20, 40, 80);
    private static final int RUNS = 10;

    /** Means over the runs with one epsilon. */
    private record Point(int epsilonMillis, double waitMillis, double commitMillis) {}

    private CommitLatency() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("found " + arguments.length + " arguments; expected the SVG file to write");
            System.exit(255);
        }
        List<Point> points = new ArrayList<>();
        for (int epsilonMillis : EPSILON_MILLIS) {
            Point point = measure(epsilonMillis);
            points.add(point);
            System.out.printf(
                    Locale.ROOT,
                    "| %d ms | %.1f ms | %.1f ms |%n",
                    point.epsilonMillis,
                    point.waitMillis,
                    point.commitMillis);
        }
        plot(points, Path.of(arguments[0]));
    }

    private static Point measure(int epsilonMillis) {
        SystemUnderTest spanner = Systems.installed().named("spanner-store");
        Experiment base = ExperimentDraft.on(spanner.name())
                .nodeCount(6)
                .timeLimitMillis(4_000)
                .ratePerSecond(10)
                .latencyMillis(1)
                .latencyDistribution(Latency.Distribution.CONSTANT)
                .faults()
                .option("key-dist", "uniform")
                .option("key-count", 1_000)
                .option("epsilon-ms", epsilonMillis)
                .toExperiment(spanner, WorldKind.SIMULATED, 1);
        List<Double> waits = new ArrayList<>();
        List<Double> commits = new ArrayList<>();
        new Sweep(base, spanner, Systems.installed().workload(base.workload()), Budget.DEFAULT, false)
                .run(
                        RUNS,
                        1,
                        run -> {
                            waits.add(figure(run.verdicts(), "commit-wait-ms"));
                            commits.add(figure(run.verdicts(), "commit-ms"));
                            return false;
                        },
                        true,
                        done -> {});
        return new Point(epsilonMillis, mean(waits), mean(commits));
    }

    private static double figure(List<Verdict> verdicts, String name) {
        return verdicts.stream()
                .filter(verdict -> verdict.checker().equals("commit-latency"))
                .map(Verdict::details)
                .map(details -> figure(details, name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the run has no verdict on commit latency"));
    }

    private static double figure(Map<String, Object> details, String name) {
        return ((Number) details.get(name)).doubleValue();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElseThrow();
    }

    private static void plot(List<Point> points, Path svg) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(720)
                .height(420)
                .xAxisTitle("epsilon, ms")
                .yAxisTitle("ms")
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE).setLegendPosition(Styler.LegendPosition.InsideNW);
        // Each dash of a dashed line would be a shape of its own in the file.
        chart.getStyler().setPlotGridLinesStroke(new BasicStroke(0.5f));
        List<Integer> epsilons = points.stream().map(Point::epsilonMillis).toList();
        chart.addSeries(
                "commit", epsilons, points.stream().map(Point::commitMillis).toList());
        chart.addSeries(
                "commit wait", epsilons, points.stream().map(Point::waitMillis).toList());
        chart.addSeries(
                "2 epsilon",
                epsilons,
                epsilons.stream().map(epsilon -> 2 * epsilon).toList());
        try (OutputStream output = Files.newOutputStream(svg)) {
            VectorGraphicsEncoder.saveVectorGraphic(chart, output, VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
        }
    }
}
