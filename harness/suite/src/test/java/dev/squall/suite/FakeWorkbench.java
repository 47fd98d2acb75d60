package dev.squall.suite;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.history.History;
import dev.squall.run.Run;
import dev.squall.run.RunFolder;
import dev.squall.world.WorldException;
import dev.squall.world.WorldKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Runs nothing: each run takes the time and comes to the outcome that the test says. */
final class FakeWorkbench implements Workbench {

    /** Runs that were begun, in order, as {@code <experiment's system>/<world> <seed>}. */
    final List<String> begun = new ArrayList<>();

    final Map<WorldKind, String> absent = new HashMap<>();
    Function<Experiment, Outcome> outcomes = experiment -> Outcome.VALID;
    Function<Experiment, Long> millis = experiment -> 1L;
    private long nanos;

    /** The time that runs have taken so far. */
    synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public Optional<String> whyAbsent(WorldKind world) {
        return Optional.ofNullable(absent.get(world));
    }

    @Override
    public synchronized Run run(Experiment experiment, Budget budget) {
        begun.add(experiment.system() + "/" + experiment.world() + " " + experiment.seed());
        nanos += millis.apply(experiment) * 1_000_000;
        Outcome outcome = outcomes.apply(experiment);
        if (outcome == Outcome.ERROR) {
            throw new WorldException("the world ended");
        }
        List<Verdict> verdicts = outcome == Outcome.VIOLATION || outcome == Outcome.UNKNOWN
                ? List.of(new Verdict(
                        "linearizable",
                        Validity.valueOf(outcome.name()),
                        "what <was> \"seen\" & said \u0001",
                        outcome == Outcome.VIOLATION ? "stale-read" : "",
                        List.of(),
                        Map.of()))
                : List.of();
        return new Run(
                experiment,
                History.of(List.of()),
                verdicts,
                Map.of(),
                List.of(),
                outcome == Outcome.VACUOUS ? List.of("nothing succeeded") : List.of(),
                Optional.empty(),
                outcome);
    }

    @Override
    public Run record(Experiment experiment, Budget budget, RunFolder folder) {
        Run run = run(experiment, budget);
        folder.writeVerdict(run);
        return run;
    }

    @Override
    public void stop() {}
}
