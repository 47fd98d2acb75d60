package dev.squall.check.transaction;

import dev.squall.check.Validity;
import dev.squall.check.transaction.certificate.Certificate;
import dev.squall.check.transaction.certificate.CertificateVerifier;
import dev.squall.check.transaction.level.Anomaly;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.model.TransactionHistory;
import java.util.Objects;
import java.util.Optional;

/**
 * Verdict on one level of one history. Immutable.
 *
 * @param level decided level
 * @param validity valid, violation or unknown
 * @param anomaly anomaly of a violation with a certificate; else empty
 * @param certificate an order for valid, a refutation for a violation; empty if the verdict is unknown or implied by
 *     another level, or the refutation is too large
 * @param impliedBy level whose verdict implies this one; empty if this level was decided itself
 * @param reason progress of the check if the verdict is unknown, or the reason for a missing certificate; else empty
 */
public record TransactionVerdict(
        IsolationLevel level,
        Validity validity,
        Optional<Anomaly> anomaly,
        Optional<Certificate> certificate,
        Optional<IsolationLevel> impliedBy,
        String reason) {

    public TransactionVerdict {
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(validity, "validity");
        Objects.requireNonNull(anomaly, "anomaly");
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(impliedBy, "impliedBy");
        Objects.requireNonNull(reason, "reason");
    }

    /** Returns the verdict on another level that this verdict implies. */
    TransactionVerdict on(IsolationLevel other) {
        return new TransactionVerdict(other, validity, anomaly, Optional.empty(), Optional.of(level), "");
    }

    /** Returns the same verdict on an equivalent level, with the same certificate. */
    TransactionVerdict onEqual(IsolationLevel other) {
        return new TransactionVerdict(other, validity, anomaly, certificate, impliedBy, reason);
    }

    /** Returns an unknown verdict. */
    static TransactionVerdict unknown(IsolationLevel level, String reason) {
        return new TransactionVerdict(
                level, Validity.UNKNOWN, Optional.empty(), Optional.empty(), Optional.empty(), reason);
    }

    /**
     * Verifies the certificate, by code that is independent of the engines.
     *
     * @return empty if the certificate proves the verdict; otherwise the reason why it does not
     */
    public Optional<String> verify(TransactionHistory history) {
        return certificate.isEmpty()
                ? Optional.of("the verdict has no certificate")
                : CertificateVerifier.verify(history, level, certificate.get());
    }
}
