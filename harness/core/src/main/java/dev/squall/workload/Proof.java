package dev.squall.workload;

import dev.squall.check.linear.certificate.Certificate;
import dev.squall.check.linear.certificate.Counterexample;
import java.util.Objects;
import java.util.Optional;

/**
 * Result of proving a verdict. Only {@link Status#REFUTED} contradicts the verdict.
 *
 * @param words a phrase that says why, and begins with the status
 * @param certificate what was to be verified; empty if none was found
 */
public record Proof(Status status, String words, Optional<Certificate> certificate) {

    /** Status of a proof. */
    public enum Status {
        /** The certificate proves the verdict. */
        CONFIRMED("confirmed"),
        /** The certificate is wrong: the verdict is not to be trusted. */
        REFUTED("refuted"),
        /** There is a certificate, and to try every order of it would take too long. */
        TOO_LARGE("too large"),
        /** There is no certificate: none was found within the budget, or the verdict is unknown. */
        NONE("none");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        /** In words and in JSON, such as {@code too large}. */
        public String word() {
            return word;
        }
    }

    public Proof {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(words, "words");
        Objects.requireNonNull(certificate, "certificate");
    }

    /** The certificate of a violation. */
    public Optional<Counterexample> counterexample() {
        return certificate.filter(Counterexample.class::isInstance).map(Counterexample.class::cast);
    }

    /**
     * Returns why a verdict that this refutes is not to be trusted, in a sentence.
     *
     * @param verdict such as {@code violation}
     */
    public String distrust(String verdict) {
        return "the verdict is not to be trusted: the proof of this " + verdict + " is wrong (" + words
                + "); a defect of the harness, please report it with the history";
    }
}
