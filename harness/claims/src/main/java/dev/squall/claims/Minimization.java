package dev.squall.claims;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.run.Run;
import dev.squall.run.Sweep;
import dev.squall.scenario.Replay;
import dev.squall.scenario.Scenario;
import dev.squall.system.Flaw;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import java.util.List;
import java.util.Optional;

/**
 * Minimization of a violation that a sweep found. The number of runs is limited, not the time, so that the result is
 * the same on every machine.
 *
 * @param seeds maximum number of violations to try, in the order of their seeds, until one becomes small enough
 */
public record Minimization(SystemUnderTest system, int seeds) {

    private static final int RUNS_MAX = 6_000;

    /**
     * Result of a minimization.
     *
     * @param original the run that was minimized
     * @param runs number of runs over all seeds that were tried
     */
    public record Result(Scenario scenario, Run original, int runs, double seconds) {}

    /** Minimizes a violation that a sweep found; empty if no replay of a violation shows it again. */
    public Optional<Result> of(Sweep.Result sweep) {
        return of(sweep.failures().stream()
                .filter(run -> run.outcome() == Outcome.VIOLATION)
                .toList());
    }

    /**
     * Returns the smallest scenario found; empty if no replay of a violation shows it again.
     *
     * @param violations runs with a violation, by ascending seed
     */
    public Optional<Result> of(List<Run> violations) {
        long startNanos = System.nanoTime();
        Scenario smallest = null;
        Run original = null;
        int runs = 0;
        for (Run violation : violations.subList(0, Math.min(seeds, violations.size()))) {
            Experiment experiment = violation.experiment();
            Replay replay = new Replay(system, Systems.installed().workload(experiment.workload()), Budget.DEFAULT);
            Minimizer minimizer = new Minimizer(replay, anomaly(violation), RUNS_MAX);
            Scenario smaller;
            try {
                smaller = minimizer.minimize(experiment, replay.script(experiment));
            } catch (IllegalArgumentException e) {
                continue; // The replay differs from the run; see Replay#script.
            }
            runs += minimizer.runs();
            if (smallest == null || size(smaller) < size(smallest)) {
                smallest = smaller;
                original = violation;
            }
            if (Minimizer.isSmallEnough(smallest.script())) {
                break;
            }
        }
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        return smallest == null ? Optional.empty() : Optional.of(new Result(smallest, original, runs, seconds));
    }

    private static int size(Scenario scenario) {
        return scenario.script().operations().size()
                + scenario.script().faults().size();
    }

    /** Returns the anomaly of the system's flaw if the run shows it, or else the first anomaly that the run shows. */
    private String anomaly(Run run) {
        List<String> shown = run.verdicts().stream()
                .filter(verdict -> verdict.validity() == Validity.VIOLATION)
                .map(Verdict::anomaly)
                .toList();
        return system.flaw().map(Flaw::anomaly).filter(shown::contains).orElse(shown.get(0));
    }
}
