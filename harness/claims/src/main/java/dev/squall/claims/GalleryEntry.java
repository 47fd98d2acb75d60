package dev.squall.claims;

import dev.squall.check.Budget;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.RepeatLine;
import dev.squall.run.Run;
import dev.squall.run.Sweep;
import dev.squall.scenario.Scenario;
import dev.squall.system.Claim;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.system.Trial;
import dev.squall.workload.Workload;
import dev.squall.world.WorldKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/**
 * Gallery's entry for one flaw.
 *
 * @param claim what does not hold with the flaw
 * @param trial by which the claim has it caught
 */
public record GalleryEntry(SystemUnderTest system, Claim claim, Trial.Caught trial) {

    /** The one of {@code squall lectures}, unless it is told another. */
    private static final long MASTER_SEED = 1;

    private static final int SEEDS_MINIMIZED_MAX = 3;

    /** One for each flaw that a claim names, in the order of the claims; where several name it, of the first. */
    public static List<GalleryEntry> all() {
        Map<String, GalleryEntry> entries = new LinkedHashMap<>();
        for (Claim claim : Systems.installed().claims()) {
            for (Trial trial : claim.breaks()) {
                if (trial instanceof Trial.Caught caught) {
                    SystemUnderTest system = Systems.installed().named(trial.system());
                    entries.putIfAbsent(system.name(), new GalleryEntry(system, claim, caught));
                }
            }
        }
        return List.copyOf(entries.values());
    }

    /** The name of what the flaw is caught with. */
    public String anomaly() {
        return system.flaw().orElseThrow().anomaly();
    }

    /**
     * Sweeps as the trial says, makes what it finds smaller, and tells what it is about; the same, whatever the number
     * of threads. Of up to three seeds that show the anomaly, until one becomes small.
     *
     * @param onProgress told how many seeds are done, from several threads
     * @return empty if the flaw is not caught, or not again by what was written down
     */
    public Optional<Scenario> find(int threads, IntConsumer onProgress) {
        TrialSetup setup = TrialSetup.of(trial, WorldKind.SIMULATED, TrialRunner.firstSeed(MASTER_SEED, trial));
        Workload workload = Systems.installed().workload(setup.experiment().workload());
        AtomicInteger caught = new AtomicInteger();
        Predicate<Run> enough = run -> shows(run) && caught.incrementAndGet() >= SEEDS_MINIMIZED_MAX;
        Sweep.Result result = new Sweep(setup.experiment(), system, workload, Budget.DEFAULT, setup.swarm())
                .run(trial.runsMax(), threads, enough, true, onProgress);
        List<Run> showing = result.failures().stream().filter(this::shows).toList();
        return new Minimization(system, SEEDS_MINIMIZED_MAX).of(showing).map(this::told);
    }

    private boolean shows(Run run) {
        return TrialRunner.shows(run, anomaly());
    }

    private Scenario told(Minimization.Result result) {
        Scenario found = result.scenario();
        Experiment original = result.original().experiment();
        return new Scenario(
                found.title(),
                description() + " Made smaller from: " + RepeatLine.of(original),
                found.experiment(),
                found.script(),
                found.anomaly());
    }

    /** The flaw, and against what it offends, in two sentences. */
    String description() {
        String whatItIs = system.description();
        return Character.toUpperCase(whatItIs.charAt(0)) + whatItIs.substring(1) + ": "
                + system.flaw().orElseThrow().description() + ". Lecture " + claim.lecture() + ": "
                + claim.statement() + ".";
    }
}
