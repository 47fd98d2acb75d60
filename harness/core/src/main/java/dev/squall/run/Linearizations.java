package dev.squall.run;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Validity;
import dev.squall.check.linear.Examination;
import dev.squall.history.History;
import dev.squall.workload.Proof;
import dev.squall.workload.ProvingChecker;
import dev.squall.workload.Workload;
import java.time.Duration;
import java.util.Optional;

/** Finder of the certificate of a run's linearizability verdict, which is saved with the run. */
final class Linearizations {

    /** Maximum size of a history, since longer orders are useless to readers and slow to write. */
    private static final int LARGEST_HISTORY = 200_000;

    private static final Budget BUDGET = new Budget(Duration.ofSeconds(5), Budget.DEFAULT.memoryBytes());

    private Linearizations() {}

    /**
     * Returns the confirmed certificate of a run: the counterexample of a violation, or the linearization of a valid
     * history. The linearization is searched after the verdict has been reported, so the search may take several
     * seconds.
     *
     * @return empty if linearizability was not judged, the history is too long, or no certificate was confirmed in time
     */
    public static Optional<StoredCertificate> of(Run run, Workload workload) {
        if (run.history().size() > LARGEST_HISTORY) {
            return Optional.empty();
        }
        for (Checker checker : workload.checkers()) {
            if (checker instanceof ProvingChecker prover) {
                Optional<Proof> proof = isValid(run, prover.name())
                        ? Optional.of(find(run.history(), prover))
                        : Optional.ofNullable(run.proofs().get(prover.name()));
                return proof.filter(found -> found.status() == Proof.Status.CONFIRMED)
                        .flatMap(Proof::certificate)
                        .flatMap(found -> StoredCertificate.of(prover.model(), prover.isKeyed(), found));
            }
        }
        return Optional.empty();
    }

    private static boolean isValid(Run run, String checker) {
        return run.verdicts().stream()
                .anyMatch(verdict -> verdict.checker().equals(checker) && verdict.validity() == Validity.VALID);
    }

    private static Proof find(History history, ProvingChecker prover) {
        Examination examination = prover.examine(history, BUDGET);
        return prover.prove(history, examination, BUDGET);
    }
}
