package dev.squall.workload;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.history.History;

/** Checker whose verdicts have certificates that a verifier confirms without code of the checker. */
public interface CertifyingChecker extends Checker {

    /**
     * Checks a history again, searches for the certificate of the verdict, and verifies the certificate.
     *
     * @param budget budget of the check, and of the search for the certificate
     * @return {@link Proof.Status#NONE} if the verdict is unknown
     */
    Proof.Status confirm(History history, Budget budget);
}
