package dev.squall.check.linear.certificate;

/**
 * Result of {@link CertificateVerifier}.
 *
 * @param outcome the outcome of the verification
 * @param words the reason, one sentence
 */
public record Confirmation(Outcome outcome, String words) {

    /** Outcomes of verifying a certificate. */
    public enum Outcome {
        /** The certificate proves its claim. */
        CONFIRMED,
        /** The certificate does not prove its claim. */
        REFUTED,
        /** The verification exceeds its limits of steps or memory. */
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

    /** Exception that ends a verification as soon as its outcome is known. */
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
