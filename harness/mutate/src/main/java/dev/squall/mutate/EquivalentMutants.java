package dev.squall.mutate;

import dev.squall.node.NodeProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Mutants that behave as the original, with one reason each. They are listed in the resource {@value #RESOURCE} of the
 * program's package, one on a line: the identity, then {@code proof:} or {@code argument:}, then the reason. Empty
 * lines and lines that begin with {@code #} are skipped. Immutable.
 */
public final class EquivalentMutants {

    /** Name of the resource in the package of a system's program. */
    public static final String RESOURCE = "equivalent-mutants.txt";

    /** List without mutants. */
    public static final EquivalentMutants NONE = new EquivalentMutants(new TreeMap<>());

    private static final String SAME_CODE = "proof: the instructions are the same";
    private static final String EXPECTED = "expected 'IDENTITY proof: REASON' or 'IDENTITY argument: REASON'";
    private static final List<String> KINDS = List.of("proof:", "argument:");

    private final Map<String, String> reasons;

    private EquivalentMutants(Map<String, String> reasons) {
        this.reasons = reasons;
    }

    /**
     * Reads the list of a program's package, if there is one, and adds the mutants that have the same instructions as
     * the original.
     *
     * @param mutants mutants of the program
     * @throws IllegalArgumentException as {@link #parse} does
     */
    public static EquivalentMutants of(NodeProgram program, NodeMutants mutants) {
        try (InputStream stream = program.getClass().getResourceAsStream(RESOURCE)) {
            EquivalentMutants listed = stream == null
                    ? NONE
                    : parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8), mutants::exists);
            Map<String, String> reasons = new TreeMap<>(listed.reasons);
            mutants.all().stream()
                    .filter(mutants::hasSameCode)
                    .forEach(mutant -> reasons.putIfAbsent(mutant.identity(), SAME_CODE));
            return new EquivalentMutants(reasons);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    /**
     * Parses a list.
     *
     * @param isMutant true for the identities of all mutants of the package
     * @throws IllegalArgumentException if a line is malformed, an identity is repeated, or no mutant has it; the
     *     message is one sentence
     */
    static EquivalentMutants parse(String text, Predicate<String> isMutant) {
        Map<String, String> reasons = new TreeMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split(" ", 3);
            if (words.length < 3 || !KINDS.contains(words[1]) || words[2].isBlank()) {
                throw refused(number, "is '" + line + "'; " + EXPECTED);
            }
            String identity = words[0];
            if (reasons.put(identity, words[1] + " " + words[2].strip()) != null) {
                throw refused(number, "names " + identity + " again; expected each mutant once");
            }
            if (!isMutant.test(identity)) {
                throw refused(
                        number,
                        "names " + identity + ", which no mutant is; expected an identity as squall mutate --out"
                                + " writes it");
            }
        }
        return new EquivalentMutants(reasons);
    }

    private static IllegalArgumentException refused(int line, String words) {
        return new IllegalArgumentException(RESOURCE + ": line " + line + " " + words);
    }

    /** Returns the verdict on a listed mutant, or empty if the mutant is not listed. */
    public Optional<MutantVerdict> verdict(Mutant mutant) {
        return Optional.ofNullable(reasons.get(mutant.identity())).map(MutantVerdict::equivalent);
    }
}
