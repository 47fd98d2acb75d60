package dev.squall.workload;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.linear.Examination;
import dev.squall.check.linear.LinearizabilityChecker;
import dev.squall.check.linear.certificate.Certificate;
import dev.squall.check.linear.certificate.CertificateVerifier;
import dev.squall.check.linear.certificate.Confirmation;
import dev.squall.check.linear.certificate.SequentialObject;
import dev.squall.check.linear.model.Model;
import dev.squall.history.History;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Linearizability checker with proofs: a verifier that shares no code with the checker confirms the certificate of each
 * verdict. Thread-safe.
 */
public final class ProvingChecker implements CertifyingChecker {

    /** Verifier of certificates, which confirms or refutes as {@link CertificateVerifier#verify} does. */
    @FunctionalInterface
    public interface Verifier {
        Confirmation verify(History history, SequentialObject object, boolean keyed, Certificate claim);
    }

    private final Model model;
    private final boolean keyed;
    private final Verifier verifier;
    private final LinearizabilityChecker checker;

    /**
     * @param model sequential model of each object
     * @param keyed true if each operation's value is {@code [key value]}, so that each key is one object
     */
    public ProvingChecker(Model model, boolean keyed) {
        this(model, keyed, CertificateVerifier::verify);
    }

    /** Creates a checker with another verifier. */
    public ProvingChecker(Model model, boolean keyed, Verifier verifier) {
        this.model = Objects.requireNonNull(model, "model");
        this.keyed = keyed;
        this.verifier = Objects.requireNonNull(verifier, "verifier");
        this.checker = new LinearizabilityChecker(model, keyed);
    }

    /** Returns the model of each object. */
    public Model model() {
        return model;
    }

    /** Returns true if each operation's value is {@code [key value]}. */
    public boolean isKeyed() {
        return keyed;
    }

    @Override
    public String name() {
        return checker.name();
    }

    @Override
    public Set<String> observingFunctions() {
        return checker.observingFunctions();
    }

    @Override
    public Verdict check(History history, Budget budget) {
        return checker.check(history, budget);
    }

    /** Checks a history as {@link #check} does, and returns an examination from which the verdict can be proved. */
    public Examination examine(History history, Budget budget) {
        return checker.examine(history, budget);
    }

    @Override
    public Proof.Status confirm(History history, Budget budget) {
        return prove(history, examine(history, budget), budget).status();
    }

    /**
     * Searches for the certificate of a verdict, and verifies it.
     *
     * @param history the examined history
     * @param budget budget of the search for the certificate; the verifier has its own limit of steps
     */
    public Proof prove(History history, Examination examination, Budget budget) {
        if (examination.verdict().validity() == Validity.UNKNOWN) {
            return new Proof(Proof.Status.NONE, "none: nothing is claimed that could be proved", Optional.empty());
        }
        Optional<Certificate> certificate = examination.certificate(budget);
        if (certificate.isEmpty()) {
            String words = "none: no certificate was found within "
                    + budget.time().toMillis() + " ms and " + (budget.memoryBytes() >> 20) + " MiB";
            return new Proof(Proof.Status.NONE, words, certificate);
        }
        Confirmation confirmation = verifier.verify(history, SequentialObject.of(model), keyed, certificate.get());
        Proof.Status status =
                switch (confirmation.outcome()) {
                    case CONFIRMED -> Proof.Status.CONFIRMED;
                    case REFUTED -> Proof.Status.REFUTED;
                    case TOO_LARGE -> Proof.Status.TOO_LARGE;
                };
        return new Proof(status, confirmation.words(), certificate);
    }
}
