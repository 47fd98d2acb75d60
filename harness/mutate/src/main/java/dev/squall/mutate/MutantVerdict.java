package dev.squall.mutate;

import java.util.List;

/**
 * Result of the runs of one mutant.
 *
 * @param kind what happened
 * @param runs number of the runs, with the last one
 * @param properties checkers that found a violation in the last run, sorted; empty unless the mutant was killed
 * @param vacuous number of runs without violation that proved nothing
 * @param unknown number of runs without violation in which a checker had no verdict
 * @param detail the exception, or the reason for which the mutant is equivalent; empty if there is none
 */
public record MutantVerdict(Kind kind, int runs, List<String> properties, int vacuous, int unknown, String detail) {

    /** Kinds of results. Only the first is a kill. */
    public enum Kind {
        /** A property is violated. */
        KILLED,
        /** No run violates a property. */
        SURVIVED,
        /** The mutant behaves as the original, and is not run. */
        EQUIVALENT,
        /** A class of the mutant cannot be verified or initialised. */
        BROKEN,
        /** A run ended with an exception, such as one from a handler of a node. */
        CRASHED,
        /** A run took more processor time or memory than it may. */
        TIMED_OUT
    }

    public MutantVerdict {
        properties = List.copyOf(properties);
    }

    /** Returns the verdict on a mutant that is not run since it is equivalent. */
    static MutantVerdict equivalent(String reason) {
        return new MutantVerdict(Kind.EQUIVALENT, 0, List.of(), 0, 0, reason);
    }

    /** Returns the verdict on a mutant whose run takes too long or too much memory. */
    public static MutantVerdict timedOut(int runs, String limit) {
        return new MutantVerdict(Kind.TIMED_OUT, runs, List.of(), 0, 0, limit);
    }
}
