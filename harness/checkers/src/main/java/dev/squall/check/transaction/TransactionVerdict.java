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
 * @param level level that was decided
 * @param validity valid, violation or unknown
 * @param anomaly for a violation with a certificate the anomaly; empty otherwise
 * @param certificate order for valid, refutation for a violation; empty if unknown, if another level implies the
 *     verdict, or if the refutation is too large to be written down
 * @param impliedBy level whose verdict implies this one; empty if this level was decided itself
 * @param reason how far the check came if the verdict is unknown; why there is no certificate if there is none; else
 *     empty
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

    /** Returns the same verdict on another level, which this one's level implies, or which implies this one's. */
    TransactionVerdict on(IsolationLevel other) {
        return new TransactionVerdict(other, validity, anomaly, Optional.empty(), Optional.of(level), "");
    }

    /** Returns the same verdict on another level with the same meaning, which the certificate proves as well. */
    TransactionVerdict onEqual(IsolationLevel other) {
        return new TransactionVerdict(other, validity, anomaly, certificate, impliedBy, reason);
    }

    /** Returns an unknown verdict. */
    static TransactionVerdict unknown(IsolationLevel level, String reason) {
        return new TransactionVerdict(
                level, Validity.UNKNOWN, Optional.empty(), Optional.empty(), Optional.empty(), reason);
    }

    /**
     * Verifies the certificate, by code that shares nothing with the engines.
     *
     * @return empty if the certificate proves the verdict; otherwise a sentence that says why not
     */
    public Optional<String> verify(TransactionHistory history) {
        return certificate.isEmpty()
                ? Optional.of("the verdict has no certificate")
                : CertificateVerifier.verify(history, level, certificate.get());
    }
}
