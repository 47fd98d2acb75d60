package dev.squall.mutate;

import java.util.List;

/**
 * Bounds of the runs of each mutant.
 *
 * @param system name of the system whose nodes are mutated
 * @param runsPerMutant number of runs after which a mutant has survived, at least 1
 * @param timeLimitMillis virtual time of each run before its faults are healed, in milliseconds
 * @param seed seed of each mutant's first run; run i, from 0, has the seed {@code seed + i}
 * @param runLimitMillis processor time that a run may take, in milliseconds; a mutant that needs more has timed out
 */
public record MutationSettings(String system, int runsPerMutant, long timeLimitMillis, long seed, long runLimitMillis) {

    /** @throws IllegalArgumentException if a bound is less than 1; the message is one sentence */
    public MutationSettings {
        requirePositive("the number of runs per mutant", runsPerMutant);
        requirePositive("the time limit in milliseconds", timeLimitMillis);
        requirePositive("the limit of a run in milliseconds", runLimitMillis);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + "; expected at least 1");
        }
    }

    /** Returns the settings as words, for the command line of a process. */
    public List<String> toWords() {
        return List.of(
                system,
                Integer.toString(runsPerMutant),
                Long.toString(timeLimitMillis),
                Long.toString(seed),
                Long.toString(runLimitMillis));
    }

    /** Returns the settings with these words, which {@link #toWords} returned. */
    public static MutationSettings ofWords(List<String> words) {
        return new MutationSettings(
                words.get(0),
                Integer.parseInt(words.get(1)),
                Long.parseLong(words.get(2)),
                Long.parseLong(words.get(3)),
                Long.parseLong(words.get(4)));
    }
}
