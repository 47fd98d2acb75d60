package dev.squall.claims;

import dev.squall.check.Verdict;
import dev.squall.experiment.Outcome;
import dev.squall.run.Run;
import dev.squall.run.Sweep;
import dev.squall.system.Trial;
import dev.squall.system.Trial.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Means of a trial's quantities over its runs, with 95 % confidence intervals. A run in which a quantity did not occur,
 * such as a share of nothing, is left out; it proves nothing, like a vacuous run.
 */
final class Measurement {

    /** Quantile of the normal distribution for a two-sided 95 % interval. */
    private static final double QUANTILE = 1.96;

    private final Trial.Measured trial;
    /**
     * The numbers of each run, by its seed; sorted, so that sums do not depend on the order in which threads finish.
     */
    private final Map<Long, List<Double>> figures = new TreeMap<>();

    /** The figure that a run did not have, by the run's seed. */
    private final NavigableMap<Long, String> missing = new TreeMap<>();

    private final HardestRun hardest = new HardestRun();

    Measurement(Trial.Measured trial) {
        this.trial = trial;
    }

    /** Adds the numbers of a run. Thread-safe. Returns false always, since no single run ends the trial. */
    synchronized boolean add(Run run) {
        hardest.add(run);
        List<Double> ofRun = new ArrayList<>();
        for (Quantity quantity : trial.quantities()) {
            Optional<Double> figure = figure(run, quantity);
            if (figure.isEmpty()) {
                missing.put(run.experiment().seed(), quantity.figure());
                return false;
            }
            ofRun.add(figure.get());
        }
        figures.put(run.experiment().seed(), ofRun);
        return false;
    }

    private static Optional<Double> figure(Run run, Quantity quantity) {
        return run.verdicts().stream()
                .filter(verdict -> verdict.checker().equals(quantity.checker()))
                .map(Verdict::details)
                .filter(details -> details.get(quantity.figure()) instanceof Number)
                .map(details -> ((Number) details.get(quantity.figure())).doubleValue())
                .findFirst();
    }

    TrialResult result(Sweep.Result sweep) {
        List<String> words = new ArrayList<>();
        boolean asExpected = true;
        for (int i = 0; i < trial.quantities().size() && !figures.isEmpty(); i++) {
            int index = i;
            Quantity quantity = trial.quantities().get(i);
            double[] values = figures.values().stream()
                    .mapToDouble(ofRun -> ofRun.get(index))
                    .toArray();
            double mean = mean(values);
            double margin = margin(values, mean);
            asExpected &= mean - margin >= quantity.least() && mean + margin <= quantity.most();
            words.add(String.format(
                    Locale.ROOT, "%s %.3g \u00b1 %.2g (%s)", quantity.figure(), mean, margin, quantity.theory()));
        }
        Outcome outcome = asExpected ? Outcome.VALID : Outcome.VIOLATION;
        if (!sweep.errors().isEmpty()) {
            outcome = Outcome.ERROR;
            words.add(0, "a run failed itself: " + sweep.errors().get(0).cause().getMessage());
        } else if (figures.isEmpty() || TrialRunner.areTooManyVacuous(missing.size(), sweep.seedsRun())) {
            outcome = Outcome.VACUOUS;
        }
        if (!missing.isEmpty()) {
            Map.Entry<Long, String> first = missing.firstEntry();
            words.add("%d of %d runs left out: seed %d has no %s"
                    .formatted(missing.size(), sweep.seedsRun(), first.getKey(), first.getValue()));
        }
        return TrialRunner.result(trial, outcome, String.join("; ", words), sweep, hardest.shown(), "");
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double margin(double[] values, double mean) {
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return values.length < 2 ? 0 : QUANTILE * Math.sqrt(squares / (values.length - 1) / values.length);
    }
}
