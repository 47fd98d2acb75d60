package dev.squall.lectures.text;

import java.util.List;
import java.util.stream.IntStream;

/**
 * An operation of an editor, as its node journalled it.
 *
 * @param id identity of the operation
 * @param passage the inserted characters; empty for a deletion
 * @param after the character to the left of the passage, or the deleted character
 * @param before the character to the right of the passage; the deleted character for a deletion
 */
record TextEdit(TextId id, String passage, TextId after, TextId before) {

    /** Returns the inserted characters, in the order of the passage. */
    List<TextId> characters() {
        return IntStream.range(0, passage.length()).mapToObj(id::plus).toList();
    }

    boolean isDeletion() {
        return passage.isEmpty();
    }

    /**
     * Returns the value of a character of the passage.
     *
     * @throws IllegalArgumentException if the passage has no such character
     */
    char valueOf(TextId character) {
        long index = character.number() - id.number();
        if (!character.node().equals(id.node()) || index < 0 || index >= passage.length()) {
            throw new IllegalArgumentException(
                    "it placed " + character + " when it applied " + id + "; expected a character of that operation");
        }
        return passage.charAt((int) index);
    }

    /** Returns the operation in words. */
    @Override
    public String toString() {
        return isDeletion() ? "the deletion " + id + " of " + after : "the passage \"" + passage + "\" (" + id + ")";
    }
}
