package dev.squall.lectures.text;

import dev.squall.node.Fact;
import java.util.List;

/** Facts that editors' nodes record about a text. No fact contains the whole text. */
public final class TextFacts {

    /** All facts about texts. */
    static final List<Class<? extends Fact>> ALL = List.of(Inserting.class, Deleting.class, Applied.class);

    private TextFacts() {}

    /**
     * An editor has typed a passage, which its node is about to broadcast. The identity of the first character is the
     * identity of the operation; the other characters have the next numbers.
     *
     * @param characters the passage, at least one character
     * @param after the character to the left of the editor's cursor
     * @param before the character to the right of the editor's cursor
     */
    public record Inserting(TextId first, String characters, TextId after, TextId before) implements Fact {}

    /** An editor has deleted a character, and its node is about to broadcast the deletion. */
    public record Deleting(TextId deletion, TextId character) implements Fact {}

    /**
     * The node has applied an operation of any editor to its text.
     *
     * @param operation identity of the insertion or deletion
     * @param placed characters that are new in the text, in the order of insertion
     * @param removed characters that are no longer in the text
     */
    public record Applied(TextId operation, List<Placed> placed, List<TextId> removed) implements Fact {

        public Applied {
            placed = List.copyOf(placed);
            removed = List.copyOf(removed);
        }
    }

    /** A character that was placed directly after another one. */
    public record Placed(TextId character, TextId after) {}
}
