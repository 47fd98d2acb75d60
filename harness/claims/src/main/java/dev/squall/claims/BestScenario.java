package dev.squall.claims;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.claims.Minimizer.Candidate;
import dev.squall.run.Run;
import dev.squall.scenario.Replay;
import dev.squall.world.WorldException;

/** The smallest scenario found so far. A smaller candidate replaces the best scenario if it shows the anomaly too. */
final class BestScenario {

    private final Replay replay;
    private final String anomaly;
    private Candidate best;
    private int runs;
    private int runsMax;
    private int otherSeeds;
    private long lastSeed;

    BestScenario(Replay replay, String anomaly, Candidate first) {
        this.replay = replay;
        this.anomaly = anomaly;
        this.best = first;
    }

    Candidate best() {
        return best;
    }

    int runs() {
        return runs;
    }

    /** Sets the total number of runs after which offers are rejected without a run. */
    void allowRuns(int most) {
        runsMax = most;
    }

    boolean isOutOfRuns() {
        return runs >= runsMax;
    }

    /**
     * Sets the number of other seeds to try with a candidate whose own seed does not show the anomaly. Leaving out a
     * part changes the random draws of all remaining parts; another seed may show the anomaly again.
     */
    void tryOtherSeeds(int count) {
        otherSeeds = count;
    }

    /** Runs the candidate; returns true if it shows the anomaly and is now the best. */
    boolean offer(Candidate candidate) {
        if (candidate.equals(best)) {
            return false;
        }
        Candidate tried = candidate;
        for (int others = 0; others <= otherSeeds && !isOutOfRuns(); others++) {
            if (others > 0) {
                lastSeed++;
                tried = Candidates.withSeed(candidate, lastSeed);
            }
            if (isShownBy(tried)) {
                best = tried;
                return true;
            }
        }
        return false;
    }

    boolean isShownBy(Candidate candidate) {
        runs++;
        try {
            Run run = replay.run(candidate.experiment(), candidate.script());
            return run.verdicts().stream().anyMatch(this::showsAnomaly);
        } catch (WorldException e) {
            return false;
        }
    }

    private boolean showsAnomaly(Verdict verdict) {
        return verdict.validity() == Validity.VIOLATION && verdict.anomaly().equals(anomaly);
    }
}
