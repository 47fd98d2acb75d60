package dev.squall.mutate;

import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import java.util.List;

/** Mutants of the reliable link, found by what they change rather than by their line. */
public final class LinkMutants {

    public static final SystemUnderTest SYSTEM = Systems.installed().named("link-reliable");
    public static final NodeMutants ALL = NodeMutants.of(SYSTEM.program().orElseThrow());

    private LinkMutants() {}

    /** Settings with so few and short runs that a test ends soon. */
    public static MutationSettings settings(int runs) {
        return new MutationSettings(SYSTEM.name(), runs, 500, 1, 3_000);
    }

    /** Returns the first mutant of a method whose description has these words. */
    public static Mutant mutant(String className, String method, String words) {
        return matching(className, method, words).get(0);
    }

    /** Returns the last mutant of a method whose description has these words. */
    static Mutant last(String className, String method, String words) {
        List<Mutant> matching = matching(className, method, words);
        return matching.get(matching.size() - 1);
    }

    private static List<Mutant> matching(String className, String method, String words) {
        List<Mutant> ofMethod = ALL.all().stream()
                .filter(mutant -> mutant.simpleClassName().equals(className)
                        && mutant.method().equals(method))
                .toList();
        List<Mutant> matching = ofMethod.stream()
                .filter(mutant -> mutant.description().contains(words))
                .toList();
        if (matching.isEmpty()) {
            throw new AssertionError("no mutant has '" + words + "' among " + ofMethod);
        }
        return matching;
    }

    /** The link sends nothing again. */
    public static Mutant noRetransmission() {
        return mutant("ReliableLink", "periodically", "ReliableLink::retransmit");
    }

    /** The node has no link. */
    public static Mutant noLink() {
        return mutant("ReliableLinkProgram", "newLink", "replaced return value with null");
    }
}
