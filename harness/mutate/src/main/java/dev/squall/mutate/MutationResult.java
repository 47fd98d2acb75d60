package dev.squall.mutate;

import java.util.List;

/**
 * Verdicts on the mutants of one system.
 *
 * @param original result of the unchanged system with the same seeds
 * @param entries mutants and their verdicts, in the order of the mutants
 */
public record MutationResult(MutationSettings settings, MutantVerdict original, List<Entry> entries) {

    /** A mutant and its verdict. */
    public record Entry(Mutant mutant, MutantVerdict verdict) {}

    public MutationResult {
        entries = List.copyOf(entries);
    }

    /** Returns the mutants with this kind of verdict, in their order. */
    public List<Entry> withKind(MutantVerdict.Kind kind) {
        return entries.stream().filter(entry -> entry.verdict().kind() == kind).toList();
    }

    public MutationScore score() {
        return MutationScore.of(entries);
    }
}
