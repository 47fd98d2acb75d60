package dev.squall.system;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Known names that a misspelt word probably means. A name is near if the word is its beginning, or if few insertions,
 * deletions, replacements and swaps of neighbouring characters turn one into the other (optimal string alignment
 * distance). Upper and lower case count as equal.
 */
public final class NearestNames {

    private static final int NAMES_MAX = 3;
    private static final int PREFIX_LENGTH_MIN = 2;

    /** Longer words are no misspelt names, and their distances would take long. */
    private static final int WORD_LENGTH_MAX = 100;

    private NearestNames() {}

    /**
     * Returns the end of a message about an unknown name: the question whether the nearest names are meant or, if no
     * name is near, the other text.
     *
     * @param otherwise the end of the message if no name is near, such as {@code "expected one of a, b"}
     */
    public static String didYouMean(String word, Collection<String> names, String otherwise) {
        List<String> nearest = of(word, names);
        return nearest.isEmpty() ? otherwise : "did you mean " + String.join(" or ", nearest) + "?";
    }

    /**
     * Returns at most three near names, the nearest first. Names at the same distance keep their order, the shorter
     * first. Takes time linear in the number of names and quadratic in their length.
     */
    public static List<String> of(String word, Collection<String> names) {
        if (word.isEmpty() || word.length() > WORD_LENGTH_MAX) {
            return List.of();
        }
        String sought = word.toLowerCase(Locale.ROOT);
        record Near(String name, int distance) {}
        List<Near> near = names.stream()
                .distinct()
                .map(name -> new Near(name, distance(sought, name.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance <= distanceMax(sought)
                        || sought.length() >= PREFIX_LENGTH_MIN
                                && candidate.name.toLowerCase(Locale.ROOT).startsWith(sought))
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(candidate -> candidate.name.length()))
                .toList();
        return near.stream().limit(NAMES_MAX).map(Near::name).toList();
    }

    /** Returns the largest distance of a near name: about one mistake for each four characters. */
    private static int distanceMax(String word) {
        return Math.min(3, Math.max(1, word.length() / 4));
    }

    private static int distance(String from, String to) {
        int[][] distances = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                distances[i][j] = i == 0 || j == 0 ? i + j : step(from, to, i, j, distances);
            }
        }
        return distances[from.length()][to.length()];
    }

    private static int step(String from, String to, int i, int j, int[][] distances) {
        int replacement = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int least =
                Math.min(distances[i - 1][j - 1] + replacement, 1 + Math.min(distances[i - 1][j], distances[i][j - 1]));
        boolean isSwap =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return isSwap ? Math.min(least, distances[i - 2][j - 2] + 1) : least;
    }
}
