package dev.squall.lectures.generals;

import dev.squall.lectures.generals.Strategy.Word;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Named strategies of traitors. */
final class Strategies {

    /** Odd number near 2^64 divided by the golden ratio; multiplication by it spreads neighbouring numbers. */
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    // Subjects on which colluding traitors agree.
    private static final int CAMP = 1;
    private static final int WORD_TO_CAMP = 2;
    private static final int CONTRADICTION = 3;

    private Strategies() {}

    /** Returns all named strategies, by name. Random strategies draw from the seed, anew for each battle. */
    static Map<String, Strategy> named(long seed) {
        return new TreeMap<>(Map.of(
                "silent", (battle, path, to) -> Word.NOTHING,
                "split", (battle, path, to) -> to.hashCode() % 2 == 0 ? Word.ATTACK : Word.RETREAT,
                "random", (battle, path, to) -> drawn(seed, battle, path.hashCode(), to.hashCode()),
                "collude", colluding(seed)));
    }

    /**
     * Returns a strategy that traitors follow together. The traitors divide the generals into two camps, and draw one
     * word for each camp, the same over all paths. In some battles the traitors also send the opposite word over some
     * paths.
     */
    private static Strategy colluding(long seed) {
        return (battle, path, to) -> {
            int camp = drawn(seed, battle, CAMP, to.hashCode()) == Word.ATTACK ? 1 : 2;
            Word said = drawn(seed, battle, WORD_TO_CAMP, camp);
            boolean contradicts = drawn(seed, battle, CONTRADICTION, 0) == Word.NOTHING
                    && drawn(seed, battle, CONTRADICTION, path.hashCode()) == Word.NOTHING;
            return contradicts ? opposite(said) : said;
        };
    }

    private static Word opposite(Word word) {
        return word == Word.ATTACK ? Word.RETREAT : Word.ATTACK;
    }

    /** Returns a word drawn for a subject and an object. Each word has the same probability. */
    private static Word drawn(long seed, long battle, int subject, int object) {
        long state = ((seed * 31 + battle) * GOLDEN_GAMMA + subject) * GOLDEN_GAMMA + object;
        return Word.values()[new SplittableRandom(state).nextInt(Word.values().length)];
    }
}
