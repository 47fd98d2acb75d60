package dev.squall.check.transaction.engine;

import dev.squall.check.Validity;
import dev.squall.check.transaction.certificate.Certificate;
import java.util.Objects;

/**
 * Decision of one level.
 *
 * @param validity valid, violation or unknown
 * @param certificate proof; null if the decision is unknown or the refutation is too large
 * @param reason reason why the decision is unknown or the certificate is missing; else empty
 */
public record Decision(Validity validity, Certificate certificate, String reason) {

    public Decision {
        Objects.requireNonNull(validity, "validity");
        Objects.requireNonNull(reason, "reason");
    }

    static Decision valid(Certificate order) {
        return new Decision(Validity.VALID, order, "");
    }

    static Decision violation(Certificate.Refutation refutation) {
        return new Decision(
                Validity.VIOLATION,
                refutation,
                refutation == null
                        ? "the search refuted every version order, and its proof is too large to print"
                        : "");
    }

    static Decision unknown(String reason) {
        return new Decision(Validity.UNKNOWN, null, reason);
    }

    boolean isViolation() {
        return validity == Validity.VIOLATION;
    }
}
