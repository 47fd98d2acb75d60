package dev.squall.cli.cluster;

import dev.squall.check.Budget;
import dev.squall.cli.print.Progress;
import dev.squall.cli.print.SweepText;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.experiment.RepeatLine;
import dev.squall.run.Run;
import dev.squall.run.Sweep;
import dev.squall.run.cluster.FailedSeed;
import dev.squall.run.cluster.SweepEngine;
import dev.squall.run.cluster.SweepPlan;
import dev.squall.run.cluster.SweepTotals;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.world.WorldException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A sweep on the machines of a cluster. The first failures are run again here, so that they can be explained in full.
 * A run that comes to another outcome here is an error of the harness.
 * So is a seed whose two runs in the cluster differ.
 */
public final class ClusterSweep {

    private static final int EXPLAINED_MAX = 10;
    private static final int LINES_MAX = 100;
    private static final int SEEDS_NAMED_MAX = 5;

    private final SweepPlan plan;
    private final SystemUnderTest system;
    private final SweepEngine engine;
    private final List<String> defects = new ArrayList<>();

    public ClusterSweep(SweepPlan plan, SystemUnderTest system, SweepEngine engine) {
        this.plan = plan;
        this.system = system;
        this.engine = engine;
    }

    /** Ends the sweep early. Thread-safe. */
    public void stop() {
        engine.stop();
    }

    /** Carries out the sweep on the cluster. */
    public SweepTotals run(String address, Progress progress) {
        return engine.run(plan, address, done -> progress.report(() -> done + " of " + plan.seeds() + " seeds"));
    }

    /** Returns the totals as the result of a sweep; its failures are those that were run again here. */
    public Sweep.Result explained(SweepTotals totals) {
        List<Run> failures = new ArrayList<>();
        List<Sweep.RunError> errors = new ArrayList<>();
        for (FailedSeed failed : totals.failed()) {
            if (failed.outcome() == Outcome.ERROR) {
                errors.add(new Sweep.RunError(plan.experiment(failed.seed()), new WorldException(failed.error())));
            } else if (failures.size() < EXPLAINED_MAX && !(hasVacuous(failures) && isVacuous(failed))) {
                runAgain(failed, failures);
            }
        }
        List<Long> different = totals.differentRepeats();
        if (!different.isEmpty()) {
            defects.add(different.size() + " of " + totals.repeats().size()
                    + " seeds that ran twice gave two histories; the first of them are "
                    + different.subList(0, Math.min(SEEDS_NAMED_MAX, different.size())));
        }
        Map<Outcome, Integer> counts = new LinkedHashMap<>(totals.counts());
        return new Sweep.Result(
                totals.seedsRun(),
                counts,
                List.copyOf(failures),
                List.copyOf(errors),
                totals.effects(),
                totals.operations(),
                totals.virtualNanos(),
                Map.of(),
                0,
                Optional.empty(),
                totals.hash());
    }

    private static boolean isVacuous(FailedSeed failed) {
        return failed.outcome() == Outcome.VACUOUS;
    }

    private static boolean hasVacuous(List<Run> failures) {
        return failures.stream().anyMatch(run -> run.outcome() == Outcome.VACUOUS);
    }

    private void runAgain(FailedSeed failed, List<Run> failures) {
        Experiment base = plan.base().withSeed(failed.seed());
        Sweep.Result again = new Sweep(
                        base, system, Systems.installed().workload(base.workload()), Budget.DEFAULT, plan.swarm())
                .varying(plan.variations())
                .run(1, 1, false, done -> {});
        failures.addAll(again.failures());
        if (again.outcome() != failed.outcome()) {
            defects.add("seed " + failed.seed() + " is " + failed.outcome().word() + " in the cluster, and "
                    + again.outcome().word() + " here");
        }
    }

    /** Returns the outcome: an error if the machines do not agree, unless there is a violation. */
    public Outcome outcome(Sweep.Result result) {
        return defects.isEmpty() ? result.outcome() : Outcome.worst(List.of(result.outcome(), Outcome.ERROR));
    }

    /** Prints the remaining failures, and the comparison of the seeds that ran twice. */
    public void print(SweepTotals totals, PrintWriter out) {
        List<FailedSeed> others = totals.failed().stream()
                .filter(failed -> failed.outcome() != Outcome.ERROR && !isVacuous(failed))
                .skip(EXPLAINED_MAX)
                .toList();
        for (FailedSeed failed : others.subList(0, Math.min(LINES_MAX, others.size()))) {
            out.println("seed " + failed.seed() + ": " + failed.outcome().word());
            out.println("  again: " + RepeatLine.of(plan.experiment(failed.seed())));
        }
        if (others.size() > LINES_MAX) {
            out.println("and " + (others.size() - LINES_MAX) + " more: see --json");
        }
        out.printf(
                Locale.ROOT,
                "ran twice: %,d seeds, %,d of them in two places; %s%n",
                totals.repeats().size(),
                totals.repeatsElsewhere(),
                totals.differentRepeats().isEmpty()
                        ? "each gave one history"
                        : totals.differentRepeats().size() + " gave two histories");
        defects.forEach(defect -> out.println("error: a defect of the harness: " + defect));
        out.flush();
    }

    /** Returns the result as JSON data. */
    public Map<String, Object> toJson(String outcome, Sweep.Result result, SweepTotals totals) {
        Map<String, Object> json = SweepText.toJson(outcome, result);
        List<Object> failed = new ArrayList<>();
        for (FailedSeed each : totals.failed()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("seed", each.seed());
            entry.put("outcome", each.outcome().word());
            entry.put("command", RepeatLine.of(plan.experiment(each.seed())));
            failed.add(entry);
        }
        json.put("failedSeeds", failed);
        json.put("ranTwice", totals.repeats().size());
        json.put("ranInTwoPlaces", totals.repeatsElsewhere());
        json.put("defects", defects);
        return json;
    }
}
