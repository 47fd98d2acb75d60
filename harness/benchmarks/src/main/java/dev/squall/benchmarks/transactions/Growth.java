package dev.squall.benchmarks.transactions;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

/** Time and memory of the check of one kind of history, by its number of transactions. */
final class Growth {

    /** One measured size. */
    private record Point(double transactions, double millis, double kibibytes) {}

    private final List<Point> points = new ArrayList<>();

    void add(int transactions, double millis, double bytes) {
        points.add(new Point(transactions, millis, bytes / 1024));
    }

    /** Returns whether two sizes were measured, so that there is a slope. */
    boolean isKnown() {
        return points.size() > 1;
    }

    /** Returns the sentence with both slopes on logarithmic axes. */
    String words() {
        return String.format(
                Locale.ROOT,
                "Valid lists: with the number of transactions, the warm time grows to the power %.2f, and the"
                        + " allocated memory to the power %.2f.",
                slope(Point::millis),
                slope(Point::kibibytes));
    }

    /** Writes the plot with logarithmic axes as SVG. */
    void plot(Path svg) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(720)
                .height(420)
                .xAxisTitle("transactions")
                .build();
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        chart.getStyler().setChartBackgroundColor(Color.WHITE).setLegendPosition(Styler.LegendPosition.InsideNW);
        // Each dash of a dashed line would be a shape of its own in the file.
        chart.getStyler().setPlotGridLinesStroke(new BasicStroke(0.5f));
        List<Double> sizes = points.stream().map(Point::transactions).toList();
        chart.addSeries(
                "warm time, ms", sizes, points.stream().map(Point::millis).toList());
        chart.addSeries(
                "allocated memory, KiB",
                sizes,
                points.stream().map(Point::kibibytes).toList());
        try (OutputStream output = Files.newOutputStream(svg)) {
            VectorGraphicsEncoder.saveVectorGraphic(chart, output, VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
        }
    }

    /** Returns the slope of the line of least squares through the logarithms of size and a quantity. */
    private double slope(ToDoubleFunction<Point> quantity) {
        double x = average(Point::transactions);
        double y = average(quantity);
        double above = 0;
        double below = 0;
        for (Point point : points) {
            double fromMean = Math.log(point.transactions) - x;
            above += fromMean * (Math.log(quantity.applyAsDouble(point)) - y);
            below += fromMean * fromMean;
        }
        return above / below;
    }

    private double average(ToDoubleFunction<Point> quantity) {
        return points.stream()
                .mapToDouble(point -> Math.log(quantity.applyAsDouble(point)))
                .average()
                .orElseThrow();
    }
}
