package dev.squall.lectures.text;

import java.util.Arrays;
import java.util.List;

/**
 * An operation on a text by index, as operational transformation needs it (lecture 8.1): (insert, index, passage) or
 * (delete, index).
 *
 * @param id identity of the passage's first character, or of the deletion; its node is the site of the operation
 * @param index index of the passage's first character, or of the deleted character; {@link #NOWHERE} if a concurrent
 *     operation has deleted the character
 * @param passage the inserted characters; empty for a deletion
 */
public record TextOperation(TextId id, int index, String passage) {

    static final int NOWHERE = -1;

    static TextOperation of(String site, List<?> wire) {
        TextId id = new TextId(site, (Long) wire.get(0));
        return new TextOperation(id, Math.toIntExact((Long) wire.get(1)), (String) wire.get(2));
    }

    /** Returns the operation as JSON, without its site. */
    List<Object> toList() {
        return Arrays.asList(id.number(), (long) index, passage);
    }

    boolean isInsertion() {
        return !passage.isEmpty();
    }

    TextOperation at(int newIndex) {
        return new TextOperation(id, newIndex, passage);
    }
}
