package dev.squall.claims;

import dev.squall.experiment.Experiment;
import dev.squall.run.loop.Script;
import dev.squall.run.loop.Script.ScriptedFault;
import dev.squall.run.loop.Script.ScriptedOperation;
import dev.squall.scenario.Replay;
import dev.squall.scenario.Scenario;
import dev.squall.world.Latency;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Minimizer of a run that shows an anomaly, by delta debugging (Zeller and Hildebrandt, 2002). The minimizer leaves
 * parts out and reruns the rest; parts without which the anomaly still shows are not needed. Only a rerun decides if a
 * part is needed. The resulting scenario shows the anomaly. Unless the limit of runs was reached, no single fault or
 * operation can be left out of the result. Minimization is deterministic: the same run gives the same result on every
 * machine.
 *
 * <p>Leaving out a message changes the random draws for all other messages. If too many parts remain because of these
 * changes, smaller runs are tried with other seeds too, first with large parts.
 */
public final class Minimizer {

    /** Maximum number of operations that a reader grasps at a glance; a larger result is tried with other seeds. */
    public static final int OPERATIONS_GOAL = 12;

    /** Maximum number of faults that a reader grasps at a glance; a larger result is tried with other seeds. */
    public static final int FAULTS_GOAL = 3;

    private static final double[] SHORTER = {0.25, 0.5, 0.75, 0.9, 0.97};
    private static final int[] OTHER_SEEDS = {0, 4, 16};
    private static final int COARSE = 8;
    private static final int FINE = Integer.MAX_VALUE;

    /** An experiment and its script, which are changed together. */
    record Candidate(Experiment experiment, Script script) {}

    private final Replay replay;
    private final String anomaly;
    private final int runsMax;
    private BestScenario bestScenario;

    /**
     * @param anomaly name of the anomaly that the smaller run must show
     * @param runsMax maximum number of runs
     */
    public Minimizer(Replay replay, String anomaly, int runsMax) {
        this.replay = replay;
        this.anomaly = anomaly;
        this.runsMax = runsMax;
    }

    /** Returns the number of runs that the last minimization took. */
    public int runs() {
        return bestScenario.runs();
    }

    /**
     * Returns the smallest scenario found that shows the anomaly.
     *
     * @throws IllegalArgumentException if the script does not show the anomaly
     */
    public Scenario minimize(Experiment experiment, Script script) {
        Candidate first = new Candidate(Scenario.scripted(experiment, script), script);
        bestScenario = new BestScenario(replay, anomaly, first);
        if (!bestScenario.isShownBy(first)) {
            throw new IllegalArgumentException("the run does not show " + anomaly + "; expected one that does");
        }
        // The remaining quarter of the runs is for the final check that no single part can be left out.
        bestScenario.allowRuns(runsMax - runsMax / 4);
        bestScenario.offer(Candidates.withoutLivenessPhase(best()));
        shorten();
        bestScenario.offer(Candidates.withLatency(best(), Latency.Distribution.CONSTANT));
        for (int otherSeeds : OTHER_SEEDS) {
            leaveOutWhileTooLarge(otherSeeds, COARSE);
        }
        for (int otherSeeds : OTHER_SEEDS) {
            leaveOutWhileTooLarge(otherSeeds, FINE);
        }
        bestScenario.tryOtherSeeds(0);
        bestScenario.allowRuns(runsMax);
        leaveOutWhatCanBeLeftOut(FINE);
        return new Scenario(
                anomaly + " in " + experiment.system(),
                "Made smaller from seed " + experiment.seed() + ".",
                best().experiment(),
                best().script(),
                anomaly);
    }

    private Candidate best() {
        return bestScenario.best();
    }

    /** Returns true if the script has at most {@link #OPERATIONS_GOAL} operations and {@link #FAULTS_GOAL} faults. */
    public static boolean isSmallEnough(Script script) {
        return script.operations().size() <= OPERATIONS_GOAL && script.faults().size() <= FAULTS_GOAL;
    }

    private void leaveOutWhileTooLarge(int otherSeeds, int parts) {
        if (!isSmallEnough(best().script())) {
            bestScenario.tryOtherSeeds(otherSeeds);
            leaveOutWhatCanBeLeftOut(parts);
        }
    }

    /**
     * Leaves parts out until no part can be left out any more.
     *
     * @param parts maximum number of parts to divide each list into; large lists are first cut into few parts
     */
    private void leaveOutWhatCanBeLeftOut(int parts) {
        Candidate before;
        do {
            before = best();
            leaveOutAllWithTheSame(Candidates::keyOf, parts);
            leaveOutAllWithTheSame(ScriptedOperation::function, parts);
            leaveOutAllWithTheSame(ScriptedOperation::client, parts);
            simplifyFaults();
            leaveOut(best().script().faults(), parts, faults -> Candidates.withFaults(best(), faults));
            leaveOut(best().script().operations(), parts, operations -> Candidates.withOperations(best(), operations));
            leaveOutNodes();
            shorten();
            bestScenario.offer(Candidates.withoutIdleClients(best()));
            bestScenario.offer(Candidates.inWholeMilliseconds(best()));
        } while (!best().equals(before) && !bestScenario.isOutOfRuns());
    }

    /** Shortens the safety phase, and leaves out the operations and faults after its end. */
    private void shorten() {
        boolean shorter;
        do {
            shorter = false;
            for (double share : SHORTER) {
                long millis = (long) (best().experiment().timeLimitMillis() * share);
                if (millis >= 1 && bestScenario.offer(Candidates.withTimeLimit(best(), millis))) {
                    shorter = true;
                    break;
                }
            }
        } while (shorter && !bestScenario.isOutOfRuns());
    }

    /**
     * Leaves out all operations with the same trait at once, such as one key: any single one may be needed while others
     * remain.
     */
    private void leaveOutAllWithTheSame(Function<ScriptedOperation, Object> trait, int parts) {
        Set<Object> traits = new LinkedHashSet<>();
        best().script().operations().forEach(operation -> traits.add(trait.apply(operation)));
        if (traits.size() > 1) {
            leaveOut(new ArrayList<>(traits), parts, kept -> {
                // An operation without a value has the key null, which an immutable set does not accept.
                Set<Object> keptTraits = new HashSet<>(kept);
                return Candidates.withOperations(
                        best(),
                        best().script().operations().stream()
                                .filter(operation -> keptTraits.contains(trait.apply(operation)))
                                .toList());
            });
        }
    }

    /** Replaces faults by simpler ones, such as a crash that does not wait for a sync, or loses no writes. */
    private void simplifyFaults() {
        for (int i = 0; i < best().script().faults().size(); i++) {
            for (ScriptedFault simpler :
                    Candidates.simpler(best().script().faults().get(i))) {
                List<ScriptedFault> faults = new ArrayList<>(best().script().faults());
                faults.set(i, simpler);
                if (bestScenario.offer(Candidates.withFaults(best(), faults))) {
                    break;
                }
            }
        }
    }

    private void leaveOutNodes() {
        for (int node = best().experiment().nodeCount(); node >= 1; node--) {
            if (best().experiment().nodeCount() > 1
                    && node <= best().experiment().nodeCount()) {
                bestScenario.offer(Candidates.withoutNode(best(), node));
            }
        }
    }

    /**
     * Leaves out parts of a list: first all but one stretch, then halves, quarters and so on.
     *
     * @param candidate creates the best candidate so far with a shorter list in place of this one
     */
    private <T> void leaveOut(List<T> all, int parts, Function<List<T>, Candidate> candidate) {
        if (all.isEmpty() || bestScenario.offer(candidate.apply(List.of()))) {
            return;
        }
        List<T> kept = oneStretch(all, candidate);
        int finest = Math.max(1, kept.size() / parts);
        for (int chunk = Math.max(1, kept.size() / 2); chunk >= finest; chunk /= 2) {
            int from = 0;
            while (from < kept.size() && !bestScenario.isOutOfRuns()) {
                List<T> fewer = new ArrayList<>(kept.subList(0, from));
                fewer.addAll(kept.subList(Math.min(kept.size(), from + chunk), kept.size()));
                if (bestScenario.offer(candidate.apply(fewer))) {
                    kept = fewer;
                } else {
                    from += chunk;
                }
            }
        }
    }

    /**
     * Returns a single stretch of the list that suffices: the first half, the middle or the second half, repeatedly
     * halved.
     */
    private <T> List<T> oneStretch(List<T> all, Function<List<T>, Candidate> candidate) {
        List<T> kept = all;
        boolean shorter;
        do {
            shorter = false;
            int half = (kept.size() + 1) / 2;
            for (int from = 0; from + half <= kept.size() && !shorter; from += Math.max(1, half / 2)) {
                List<T> stretch = kept.subList(from, from + half);
                shorter = half < kept.size() && bestScenario.offer(candidate.apply(stretch));
                kept = shorter ? stretch : kept;
            }
        } while (shorter);
        return kept;
    }
}
