package dev.squall.workload;

import dev.squall.check.linear.certificate.Certificate;
import dev.squall.check.linear.certificate.Counterexample;
import java.util.Objects;
import java.util.Optional;

/**
 * Result of the proof of a verdict. Only {@link Status#REFUTED} contradicts the verdict.
 *
 * @param words the reason in a phrase that begins with the status
 * @param certificate the certificate of the verdict; empty if no certificate was found
 */
public record Proof(Status status, String words, Optional<Certificate> certificate) {

    /** Status of a proof. */
    public enum Status {
        /** The certificate proves the verdict. */
        CONFIRMED("confirmed"),
        /** The certificate is wrong, so the verdict cannot be trusted. */
        REFUTED("refuted"),
        /** The certificate exists, but verifying every order of its operations would take too long. */
        TOO_LARGE("too large"),
        /** No certificate was found within the budget, or the verdict is unknown. */
        NONE("none");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        /** Returns the status in words, such as {@code too large}, also used in JSON. */
        public String word() {
            return word;
        }
    }

    public Proof {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(words, "words");
        Objects.requireNonNull(certificate, "certificate");
    }

    /** Returns the certificate if it is that of a violation. */
    public Optional<Counterexample> counterexample() {
        return certificate.filter(Counterexample.class::isInstance).map(Counterexample.class::cast);
    }

    /**
     * Returns a sentence that says why a refuted verdict cannot be trusted.
     *
     * @param verdict the refuted verdict, such as {@code violation}
     */
    public String distrust(String verdict) {
        return "the verdict is not to be trusted: the proof of this " + verdict + " is wrong (" + words
                + "); a defect of the harness, please report it with the history";
    }
}
