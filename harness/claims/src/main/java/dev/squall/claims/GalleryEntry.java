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
 * Gallery entry for one flaw.
 *
 * @param claim the claim that is false for the flawed system
 * @param trial the trial of the claim that catches the flaw
 */
public record GalleryEntry(SystemUnderTest system, Claim claim, Trial.Caught trial) {

    /** Default master seed of {@code squall lectures}. */
    private static final long MASTER_SEED = 1;

    private static final int SEEDS_MINIMIZED_MAX = 3;

    /**
     * Returns one entry for each flaw that a claim names, in the order of the claims. If several claims name a flaw,
     * the first one counts.
     */
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

    /** Returns the name of the anomaly that shows the flaw. */
    public String anomaly() {
        return system.flaw().orElseThrow().anomaly();
    }

    /**
     * Sweeps as the trial says, minimizes a violation, and adds a title and a description. The found scenario does not
     * depend on the number of threads. Tries up to three seeds that show the anomaly, until one scenario is small
     * enough.
     *
     * @param onProgress receives the number of finished seeds, on several threads
     * @return empty if no run, or no replay of a run, shows the anomaly
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

    /** Returns the flaw and the claim that it violates, in two sentences. */
    String description() {
        String whatItIs = system.description();
        return Character.toUpperCase(whatItIs.charAt(0)) + whatItIs.substring(1) + ": "
                + system.flaw().orElseThrow().description() + ". Lecture " + claim.lecture() + ": "
                + claim.statement() + ".";
    }
}
