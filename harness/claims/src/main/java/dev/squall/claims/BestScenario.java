package dev.squall.claims;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.claims.Minimizer.Candidate;
import dev.squall.run.Run;
import dev.squall.scenario.Replay;
import dev.squall.world.WorldException;

/** The best scenario so far: what is smaller, and is seen to show the anomaly as well, takes its place. */
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

    /** Offers are refused, and nothing is run, once there were as many runs as this. */
    void allowRuns(int most) {
        runsMax = most;
    }

    boolean isOutOfRuns() {
        return runs >= runsMax;
    }

    /**
     * Sets how many other seeds each offer may be tried with if its own seed does not show the anomaly. Leaving a part
     * out changes the random draws of all that remains; another seed may show the anomaly again.
     */
    void tryOtherSeeds(int count) {
        otherSeeds = count;
    }

    /** Tries the candidate; returns true if it shows the anomaly and is now the best. */
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
