package dev.squall.report.index;

import dev.squall.report.page.Columns;
import dev.squall.report.page.Html;
import dev.squall.report.page.Section;
import dev.squall.report.plot.PlotsSection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Section with the results over time of experiments that were run several times, with different seeds. */
final class TrendsSection {

    private static final int MARKS_MAX = 40;

    /** @param runs runs of one experiment, earliest first; at least two */
    private record Trend(List<RunEntry> runs) {

        private RunEntry first() {
            return runs.get(0);
        }

        private List<RunEntry> judged() {
            return runs.stream().filter(run -> !run.verdict().isMissingNode()).toList();
        }

        private long violations() {
            return runs.stream().filter(RunEntry::isViolation).count();
        }

        /** Returns the number of distinct seeds until the first violation; 0 if no run shows a violation. */
        private int seedsUntilCaught() {
            Set<String> seeds = new TreeSet<>();
            for (RunEntry run : judged()) {
                seeds.add(run.seed());
                if (run.isViolation()) {
                    return seeds.size();
                }
            }
            return 0;
        }

        /** Returns the seeds that had different outcomes in different runs, in words. */
        private List<String> flakes() {
            Map<String, Set<String>> outcomes = new TreeMap<>();
            judged().forEach(run -> outcomes.computeIfAbsent(run.seed(), unseen -> new TreeSet<>())
                    .add(run.outcome()));
            return outcomes.entrySet().stream()
                    .filter(entry -> entry.getValue().size() > 1)
                    .map(entry -> "seed " + entry.getKey() + ": " + String.join(", ", entry.getValue()))
                    .toList();
        }

        private String words() {
            return first().command().replaceAll("^\\./squall run ", "").replaceAll(" --seed -?\\d+", "");
        }
    }

    private TrendsSection() {}

    /** @param runs all runs, latest first */
    static Section of(List<RunEntry> runs) {
        List<Trend> trends = trends(runs);
        if (trends.isEmpty()) {
            return new Section("trends", "Trends", "<p>No experiment was run more than once.</p>\n", List.of());
        }
        StringBuilder html =
                new StringBuilder("<p>Experiments that were run more than once, the latest run last.</p>\n");
        for (int i = 0; i < trends.size(); i++) {
            html.append(trend(trends.get(i), i));
        }
        return new Section("trends", "Trends", html.toString(), List.of(data(trends)), PlotsSection.CHARTS);
    }

    private static List<Trend> trends(List<RunEntry> runs) {
        Map<String, List<RunEntry>> byExperiment = new LinkedHashMap<>();
        for (RunEntry run : runs) {
            if (!run.experimentKey().isEmpty()) {
                byExperiment
                        .computeIfAbsent(run.experimentKey(), unseen -> new ArrayList<>())
                        .add(0, run);
            }
        }
        return byExperiment.values().stream()
                .filter(group -> group.size() > 1)
                .map(Trend::new)
                .sorted(Comparator.comparing(Trend::words))
                .toList();
    }

    private static String trend(Trend trend, int number) {
        StringBuilder html = new StringBuilder("<div class=\"trend\">\n<h3><code>")
                .append(Html.escape(trend.words()))
                .append("</code></h3>\n<p>")
                .append(Html.escape(summary(trend)))
                .append("</p>\n<p class=\"marks\">");
        List<RunEntry> shown = trend.runs()
                .subList(
                        Math.max(0, trend.runs().size() - MARKS_MAX),
                        trend.runs().size());
        shown.forEach(run -> html.append(
                Marks.linked(run.outcome(), run.href(), run.name() + ", seed " + run.seed() + ": " + run.outcome())));
        return html.append("</p>\n<details data-trend=\"" + number + "\"><summary>Latency of each run</summary>\n")
                .append("<div class=\"plot-box\"><canvas role=\"img\" aria-label=\"Latency quantiles of each run of ")
                .append(Html.escape(trend.words()))
                .append("\"></canvas></div></details>\n</div>\n")
                .toString();
    }

    private static String summary(Trend trend) {
        List<String> parts = new ArrayList<>();
        parts.add(String.format(
                Locale.ROOT, "%,d runs, %,d with a violation", trend.runs().size(), trend.violations()));
        if (trend.seedsUntilCaught() > 0) {
            parts.add("caught by seed number " + trend.seedsUntilCaught());
        }
        parts.add(trend.flakes().isEmpty() ? "no flakes" : "flaky: " + String.join("; ", trend.flakes()));
        return String.join("; ", parts) + ".";
    }

    private static Columns data(List<Trend> trends) {
        List<Integer> numbers = new ArrayList<>();
        List<RunEntry> runs = new ArrayList<>();
        for (int i = 0; i < trends.size(); i++) {
            for (RunEntry run : trends.get(i).runs()) {
                numbers.add(i);
                runs.add(run);
            }
        }
        return new Columns("trends")
                .ints("trend", numbers.stream().mapToInt(number -> number).toArray())
                .texts("run", runs.stream().map(RunEntry::name).toList())
                .doubles(
                        "half",
                        runs.stream()
                                .mapToDouble(run -> run.latencyMillis("p50"))
                                .toArray())
                .doubles(
                        "p99",
                        runs.stream()
                                .mapToDouble(run -> run.latencyMillis("p99"))
                                .toArray());
    }
}
