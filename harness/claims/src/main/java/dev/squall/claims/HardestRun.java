package dev.squall.claims;

import dev.squall.experiment.Outcome;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import dev.squall.run.Run;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The hardest of the valid runs of a trial: the run in which the most client operations were open when a fault began or
 * ended. These are the operations that a fault can tear apart. Among equals, the run with the most operations is the
 * hardest, and then the run with the lowest seed, so the result does not depend on the order in which threads finish.
 * Thread-safe.
 */
final class HardestRun {

    private static final Comparator<Candidate> ORDER = Comparator.comparingLong(Candidate::exposed)
            .thenComparingLong(Candidate::operations)
            .thenComparing(candidate -> candidate.run().experiment().seed(), Comparator.reverseOrder());

    private Optional<Candidate> hardest = Optional.empty();

    /**
     * A valid run.
     *
     * @param exposed number of client operations that were open when a fault began or ended
     * @param operations number of client operations
     */
    private record Candidate(Run run, long exposed, long operations) {}

    /** Adds a run; a run that is not valid is ignored. Takes time linear in the length of the history. */
    void add(Run run) {
        if (run.outcome() == Outcome.VALID) {
            add(candidate(run));
        }
    }

    private synchronized void add(Candidate candidate) {
        hardest =
                hardest.filter(before -> ORDER.compare(before, candidate) >= 0).or(() -> Optional.of(candidate));
    }

    private static Candidate candidate(Run run) {
        Set<Integer> open = new HashSet<>();
        long exposed = 0;
        long operations = 0;
        for (Operation operation : run.history().operations()) {
            if (!operation.isClient()) {
                exposed += open.size();
                // Each operation counts once, however many faults it meets.
                open.clear();
            } else if (operation.type() == Type.INVOKE) {
                operations++;
                open.add(operation.process());
            } else {
                open.remove(operation.process());
            }
        }
        return new Candidate(run, exposed, operations);
    }

    /** Returns the hardest run that was added; empty if no valid run was added. */
    synchronized Optional<ShownRun> shown() {
        return hardest.map(candidate -> ShownRun.of(candidate.run()));
    }
}
