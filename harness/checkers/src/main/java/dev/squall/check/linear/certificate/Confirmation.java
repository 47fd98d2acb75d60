package dev.squall.check.linear.certificate;

/**
 * Finding of {@link CertificateVerifier}.
 *
 * @param outcome what became of the certificate
 * @param words a sentence that says why
 */
public record Confirmation(Outcome outcome, String words) {

    /** Outcomes of verifying a certificate. */
    public enum Outcome {
        /** It proves what it claims. */
        CONFIRMED,
        /** It does not. */
        REFUTED,
        /** To try every order would take too long. */
        TOO_LARGE
    }

    static Confirmation confirmed(String words) {
        return new Confirmation(Outcome.CONFIRMED, "confirmed: " + words);
    }

    static Confirmation refuted(String words) {
        return new Confirmation(Outcome.REFUTED, "refuted: " + words);
    }

    static Confirmation tooLarge(String words) {
        return new Confirmation(Outcome.TOO_LARGE, "too large: " + words);
    }

    /** Ends a verification as soon as its outcome is known. */
    static final class Settled extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Confirmation confirmation;

        Settled(Confirmation confirmation) {
            super(confirmation.words());
            this.confirmation = confirmation;
        }

        Confirmation confirmation() {
            return confirmation;
        }
    }
}
