package dev.squall.lectures.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measurement of interleaving: for each two concurrent passages that two editors typed between the same two characters,
 * a check if one passage stands before the other at the end. Only passages with at least two remaining characters
 * count, since a single character cannot be torn apart.
 */
final class Interleaving {

    /** Name of the verdict with the figures. */
    static final String CHECKER = "text-interleaving";

    /** Share of the pairs of concurrent passages that are interleaved. */
    static final String SHARE = "interleaved";

    private static final String PAIRS = "pairs";
    private static final int CHARACTERS_MIN = 2;

    private record Cursor(TextId after, TextId before) {}

    private record Pair(TextEdit first, TextEdit second) {}

    /** Indexes of the first and the last remaining character of a passage. */
    private static final class Extent {
        private int first = -1;
        private int last;
        private int count;

        private void add(int index) {
            first = first < 0 ? index : first;
            last = index;
            count++;
        }
    }

    private final Map<Cursor, List<TextEdit>> byCursor = new HashMap<>();
    private final List<Pair> pairs = new ArrayList<>();
    private long counted;
    private long interleaved;

    /**
     * Takes a passage that an editor types.
     *
     * @param own the text of the editor's node
     */
    void typed(TextEdit edit, ReplicaText own) {
        List<TextEdit> sameCursor =
                byCursor.computeIfAbsent(new Cursor(edit.after(), edit.before()), unknown -> new ArrayList<>());
        sameCursor.stream()
                .filter(other -> !own.hasApplied(other.id()))
                .forEach(other -> pairs.add(new Pair(other, edit)));
        sameCursor.add(edit);
    }

    /** Counts the interleaved pairs in a text with all operations. */
    void end(ReplicaText text) {
        Map<TextId, Extent> byPassage = new HashMap<>();
        Map<TextId, Extent> byCharacter = new HashMap<>();
        for (Pair pair : pairs) {
            for (TextEdit edit : List.of(pair.first(), pair.second())) {
                Extent extent = byPassage.computeIfAbsent(edit.id(), unknown -> new Extent());
                edit.characters().forEach(character -> byCharacter.put(character, extent));
            }
        }
        int index = 0;
        for (ReplicaText.Spot spot = text.begin(); spot != null; spot = spot.next()) {
            Extent extent = byCharacter.get(spot.id());
            if (extent != null) {
                extent.add(index);
            }
            index++;
        }
        for (Pair pair : pairs) {
            Extent first = byPassage.get(pair.first().id());
            Extent second = byPassage.get(pair.second().id());
            if (first.count >= CHARACTERS_MIN && second.count >= CHARACTERS_MIN) {
                counted++;
                interleaved += first.last < second.first || second.last < first.first ? 0 : 1;
            }
        }
    }

    /** Returns true if no pair was counted. */
    boolean isUnknown() {
        return counted == 0;
    }

    /** Returns the measured figures by name. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(PAIRS, counted);
        figures.put(SHARE, interleaved / (double) counted);
        return figures;
    }

    /** Returns the measured figures as one sentence. */
    String words() {
        return String.format(
                Locale.ROOT,
                "%d of %d pairs of passages that were typed at the same place at the same time are interleaved",
                interleaved,
                counted);
    }
}
