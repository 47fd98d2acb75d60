package dev.squall.scenario;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.cluster.Latency;
import dev.squall.cluster.WorldException;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Run;
import dev.squall.experiment.Script;
import dev.squall.experiment.Script.ScriptedFault;
import dev.squall.experiment.Script.ScriptedOperation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes a run that shows an anomaly smaller, by leaving things out and running again: what does not make the anomaly go
 * away was not needed (delta debugging; Zeller and Hildebrandt, 2002). Nothing but reruns tells what is needed: the
 * result shows the anomaly, and no single fault or operation can be left out of it if the limit of runs was not
 * reached. The same run is made smaller in the same way everywhere.
 */
public final class Minimizer {

    private static final double[] SHORTER = {0.25, 0.5, 0.75, 0.9, 0.97};

    /** An experiment and its script, which change together. */
    record Candidate(Experiment experiment, Script script) {}

    private final Replay replay;
    private final String anomaly;
    private final int runsMax;
    private int runs;
    private Candidate best;

    /**
     * @param anomaly the name of what must still be shown
     * @param runsMax how many runs it may take
     */
    public Minimizer(Replay replay, String anomaly, int runsMax) {
        this.replay = replay;
        this.anomaly = anomaly;
        this.runsMax = runsMax;
    }

    /** How many runs it has taken so far. */
    public int runs() {
        return runs;
    }

    /**
     * The smallest scenario found.
     *
     * @throws IllegalArgumentException if the script does not show the anomaly
     */
    public Scenario minimize(Experiment experiment, Script script) {
        best = new Candidate(experiment, script);
        if (!isShownBy(best)) {
            throw new IllegalArgumentException("the run does not show " + anomaly + "; expected one that does");
        }
        offer(Candidates.withoutLivenessPhase(best));
        shorten();
        offer(Candidates.withLatency(best, Latency.Distribution.CONSTANT));
        int size;
        do {
            size = size(best.script);
            leaveOutAllWithTheSame(Candidates::keyOf);
            leaveOutAllWithTheSame(ScriptedOperation::function);
            leaveOutAllWithTheSame(ScriptedOperation::client);
            simplifyFaults();
            leaveOut(best.script.faults(), faults -> Candidates.withFaults(best, faults));
            leaveOut(best.script.operations(), operations -> Candidates.withOperations(best, operations));
            leaveOutNodes();
            shorten();
        } while (size(best.script) < size && runs < runsMax);
        offer(Candidates.withoutIdleClients(best));
        offer(Candidates.inWholeMilliseconds(best));
        return new Scenario(
                anomaly + " in " + experiment.system(),
                "Made smaller from seed " + experiment.seed() + ".",
                best.experiment,
                best.script,
                anomaly);
    }

    private static int size(Script script) {
        return script.operations().size() + script.faults().size();
    }

    private boolean offer(Candidate candidate) {
        boolean accepted = runs < runsMax && isShownBy(candidate);
        if (accepted) {
            best = candidate;
        }
        return accepted;
    }

    private boolean isShownBy(Candidate candidate) {
        runs++;
        try {
            Run run = replay.run(candidate.experiment, candidate.script);
            return run.verdicts().stream().anyMatch(this::showsAnomaly);
        } catch (WorldException e) {
            return false;
        }
    }

    private boolean showsAnomaly(Verdict verdict) {
        return verdict.validity() == Validity.VIOLATION && verdict.anomaly().equals(anomaly);
    }

    /** A shorter safety phase, without what would come after it. */
    private void shorten() {
        boolean shorter;
        do {
            shorter = false;
            for (double share : SHORTER) {
                long millis = (long) (best.experiment.timeLimitMillis() * share);
                if (millis >= 1 && offer(Candidates.withTimeLimit(best, millis))) {
                    shorter = true;
                    break;
                }
            }
        } while (shorter && runs < runsMax);
    }

    /** All operations on one key, or of one client, at once: each by itself may be needed as long as others are there. */
    private void leaveOutAllWithTheSame(Function<ScriptedOperation, Object> trait) {
        Set<Object> traits = new LinkedHashSet<>();
        best.script.operations().forEach(operation -> traits.add(trait.apply(operation)));
        if (traits.size() > 1) {
            leaveOut(
                    new ArrayList<>(traits),
                    kept -> Candidates.withOperations(
                            best,
                            best.script.operations().stream()
                                    .filter(operation -> kept.contains(trait.apply(operation)))
                                    .toList()));
        }
    }

    /** A crash that does not wait for its moment, and loses nothing, depends on less. */
    private void simplifyFaults() {
        for (int i = 0; i < best.script.faults().size(); i++) {
            for (ScriptedFault simpler : Candidates.simpler(best.script.faults().get(i))) {
                List<ScriptedFault> faults = new ArrayList<>(best.script.faults());
                faults.set(i, simpler);
                if (offer(Candidates.withFaults(best, faults))) {
                    break;
                }
            }
        }
    }

    private void leaveOutNodes() {
        for (int node = best.experiment.nodeCount(); node >= 1; node--) {
            if (best.experiment.nodeCount() > 1 && node <= best.experiment.nodeCount()) {
                offer(Candidates.withoutNode(best, node));
            }
        }
    }

    /**
     * Leaves out what can be left out of a list, in halves, quarters and so on.
     *
     * @param candidate the best so far with another list in the place of this
     */
    private <T> void leaveOut(List<T> all, Function<List<T>, Candidate> candidate) {
        List<T> kept = new ArrayList<>(all);
        if (kept.isEmpty() || offer(candidate.apply(List.of()))) {
            return;
        }
        for (int chunk = Math.max(1, kept.size() / 2); chunk >= 1; chunk /= 2) {
            int from = 0;
            while (from < kept.size() && runs < runsMax) {
                List<T> fewer = new ArrayList<>(kept.subList(0, from));
                fewer.addAll(kept.subList(Math.min(kept.size(), from + chunk), kept.size()));
                if (offer(candidate.apply(fewer))) {
                    kept = fewer;
                } else {
                    from += chunk;
                }
            }
        }
    }
}
