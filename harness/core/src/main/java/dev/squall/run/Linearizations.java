package dev.squall.run;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Validity;
import dev.squall.check.linear.Examination;
import dev.squall.check.linear.certificate.Linearization;
import dev.squall.history.History;
import dev.squall.workload.Proof;
import dev.squall.workload.ProvingChecker;
import dev.squall.workload.Workload;
import java.time.Duration;
import java.util.Optional;

/** Why a valid history is linearizable, to be kept with a run so that its page can show it. */
final class Linearizations {

    /** Beyond that nobody follows an order with the eye, and it would take long to write down. */
    private static final int LARGEST_HISTORY = 200_000;

    private static final Budget BUDGET = new Budget(Duration.ofSeconds(5), Budget.DEFAULT.memoryBytes());

    private Linearizations() {}

    /**
     * Finds the order in which a run's operations took effect, and has it verified. The history is examined again for
     * it; that the verdict has been told already is why this may take its time.
     *
     * @return empty if the run was not found linearizable, is too large, or no order was found and confirmed in time
     */
    public static Optional<Linearization> of(Run run, Workload workload) {
        if (run.history().size() > LARGEST_HISTORY) {
            return Optional.empty();
        }
        for (Checker checker : workload.checkers()) {
            if (checker instanceof ProvingChecker prover && isValid(run, prover.name())) {
                return find(run.history(), prover);
            }
        }
        return Optional.empty();
    }

    private static boolean isValid(Run run, String checker) {
        return run.verdicts().stream()
                .anyMatch(verdict -> verdict.checker().equals(checker) && verdict.validity() == Validity.VALID);
    }

    private static Optional<Linearization> find(History history, ProvingChecker prover) {
        Examination examination = prover.examine(history, BUDGET);
        Proof proof = prover.prove(history, examination, BUDGET);
        return proof.certificate()
                .filter(certificate -> proof.status() == Proof.Status.CONFIRMED)
                .filter(Linearization.class::isInstance)
                .map(Linearization.class::cast);
    }
}
