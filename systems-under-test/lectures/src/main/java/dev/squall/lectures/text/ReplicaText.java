package dev.squall.lectures.text;

import dev.squall.lectures.text.TextFacts.Applied;
import dev.squall.lectures.text.TextFacts.Placed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A replica's text, rebuilt from the facts of its node, with digests of the text and of the applied operations. Each
 * change takes constant time. Two texts differ if their digests differ; the converse holds but for a chance of
 * 2<sup>-64</sup>.
 */
final class ReplicaText {

    /** A character in the text, linked to its neighbours. */
    static final class Spot {

        private final TextId id;
        private final char value;
        private final long hash;
        private Spot previous;
        private Spot next;

        private Spot(TextId id, char value) {
            this.id = id;
            this.value = value;
            this.hash = hash(id);
        }

        TextId id() {
            return id;
        }

        Spot previous() {
            return previous;
        }

        Spot next() {
            return next;
        }
    }

    private final Spot begin = new Spot(TextId.BEGIN, SharedText.BEGIN);
    private final Spot end = new Spot(TextId.END, SharedText.END);
    private final Map<TextId, Spot> spots = new HashMap<>();
    private final Set<TextId> appliedIds = new HashSet<>();
    private final List<Applied> applied = new ArrayList<>();
    private long operationsDigest;
    /** Sum of the hashes of all pairs of neighbours. The pairs determine the order. */
    private long textDigest;

    ReplicaText() {
        begin.next = end;
        end.previous = begin;
        spots.put(TextId.BEGIN, begin);
        spots.put(TextId.END, end);
        textDigest = pair(begin, end);
    }

    /**
     * Applies the changes of a fact.
     *
     * @throws IllegalArgumentException if the fact places a character that is already there, places one after a
     *     character that is not there, or removes one that is not there
     */
    void apply(Applied fact, TextEdit edit) {
        applied.add(fact);
        appliedIds.add(fact.operation());
        operationsDigest += hash(fact.operation());
        for (Placed each : fact.placed()) {
            place(each.character(), edit.valueOf(each.character()), each.after());
        }
        fact.removed().forEach(this::remove);
    }

    private void place(TextId character, char value, TextId after) {
        Spot left = spots.get(after);
        if (left == null || left == end || spots.containsKey(character)) {
            throw new IllegalArgumentException("it placed " + character + " after " + after
                    + "; expected a new character after one that is in the text");
        }
        Spot spot = new Spot(character, value);
        Spot right = left.next;
        textDigest += pair(left, spot) + pair(spot, right) - pair(left, right);
        spot.previous = left;
        spot.next = right;
        left.next = spot;
        right.previous = spot;
        spots.put(character, spot);
    }

    private void remove(TextId character) {
        Spot spot = spots.get(character);
        if (spot == null || spot == begin || spot == end) {
            throw new IllegalArgumentException(
                    "it removed " + character + "; expected a character that is in the text");
        }
        spots.remove(character);
        textDigest += pair(spot.previous, spot.next) - pair(spot.previous, spot) - pair(spot, spot.next);
        spot.previous.next = spot.next;
        spot.next.previous = spot.previous;
    }

    /** Returns the place of a character, null if the character is not in the text. */
    Spot find(TextId character) {
        return spots.get(character);
    }

    boolean hasApplied(TextId operation) {
        return appliedIds.contains(operation);
    }

    /** Returns the facts of all applied operations, in order. */
    List<Applied> applied() {
        return applied;
    }

    /** Returns a digest of the set of the applied operations. */
    long operationsDigest() {
        return operationsDigest;
    }

    /** Returns a digest of the text: of its characters and their order. */
    long textDigest() {
        return textDigest;
    }

    /** Returns the mark before the first character. */
    Spot begin() {
        return begin;
    }

    /** Returns the mark after the last character. */
    Spot end() {
        return end;
    }

    /** Returns the text. Takes time linear in its length. */
    String characters() {
        StringBuilder text = new StringBuilder();
        for (Spot spot = begin.next; spot != end; spot = spot.next) {
            text.append(spot.value);
        }
        return text.toString();
    }

    private static long pair(Spot left, Spot right) {
        return mix(left.hash * 31 + right.hash);
    }

    private static long hash(TextId id) {
        return mix(id.node().hashCode() * 0x9E3779B97F4A7C15L + id.number());
    }

    /** Returns a mixture of the bits: the last step of the generator SplitMix64 (Steele, Lea and Flood, 2014). */
    private static long mix(long bits) {
        long mixed = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
