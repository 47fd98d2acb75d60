package dev.squall.check.linear;

import dev.squall.check.Budget;
import dev.squall.check.Meter;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.linear.calls.DecidedPart;
import dev.squall.check.linear.certificate.Certificate;
import dev.squall.check.linear.certificate.Counterexample;
import dev.squall.check.linear.certificate.Linearization;
import dev.squall.check.linear.explain.Explainer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Verdict on one history, and the data to prove the verdict. The proof is computed on request, under its own budget,
 * and may not be found.
 */
public final class Examination {

    private final Verdict verdict;
    private final List<DecidedPart> parts;
    private final boolean keyed;

    Examination(Verdict verdict, List<DecidedPart> parts, boolean keyed) {
        this.verdict = verdict;
        this.keyed = keyed;
        this.parts = parts;
    }

    /** Returns the verdict. */
    public Verdict verdict() {
        return verdict;
    }

    /**
     * Returns the proof: a {@link Linearization} of a valid history, or a {@link Counterexample} from the key that the
     * verdict names. Returns empty if the verdict is unknown or no proof was found within the budget. The hardest case
     * is a container with uncompleted takes, each of which may have taken any of many values.
     */
    public Optional<Certificate> certificate(Budget budget) {
        return certificate(new Meter(budget));
    }

    Optional<Certificate> certificate(Meter budget) {
        Explainer explainer = new Explainer(keyed, budget);
        return switch (verdict.validity()) {
            case VALID -> explainer.linearization(parts);
            case VIOLATION ->
                parts.stream()
                        .filter(part -> part.decision().validity() == Validity.VIOLATION)
                        .min(Comparator.comparing(DecidedPart::failedOperation))
                        .flatMap(explainer::counterexample);
            case UNKNOWN -> Optional.empty();
        };
    }
}
