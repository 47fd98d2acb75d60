package dev.squall.lectures.text;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.ErrorReply;
import java.util.List;

/**
 * Requests of editors to their nodes, and the replies. An editor names a place in its text in thousandths of the text's
 * length: 0 is the beginning, and 1,000 is the end.
 */
public final class TextMessages {

    /** Vocabulary of the editors: the bodies of this class, {@link ErrorReply}, and the facts of {@link TextFacts}. */
    public static final Vocabulary VOCABULARY = new Vocabulary(
            List.of(
                    Insert.class,
                    InsertOk.class,
                    Delete.class,
                    DeleteOk.class,
                    Read.class,
                    ReadOk.class,
                    ErrorReply.class),
            List.of(),
            TextFacts.ALL);

    /** The end of the text in thousandths. */
    static final long END_PLACE = 1_000;

    private TextMessages() {}

    /**
     * Request to insert a passage.
     *
     * @param characters the passage, at least one character
     */
    public record Insert(long place, String characters) implements Body {}

    /**
     * Reply: the passage was inserted.
     *
     * @param index index of the passage's first character
     */
    public record InsertOk(long index) implements Body {}

    /**
     * Request to delete the character at a place. If the text is empty, the reply is {@link
     * dev.squall.node.protocol.ErrorCode#PRECONDITION_FAILED}.
     */
    public record Delete(long place) implements Body {}

    /**
     * Reply: the character was deleted.
     *
     * @param index index of the character before the deletion
     * @param character the deleted character
     */
    public record DeleteOk(long index, String character) implements Body {}

    /** Request for the text of the node. */
    public record Read() implements Body {}

    /** Reply with the whole text of the node. */
    public record ReadOk(String text) implements Body {}
}
