package dev.squall.node.protocol;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import java.util.List;

/**
 * The client requests and replies of a linearizable map of strings that can be appended to. The map has the reads of
 * {@link LinKv}, and appends in the style of Maelstrom. An append is not idempotent, so a checker detects an append
 * that was applied twice.
 */
public final class AppendKv {

    /** The message bodies of the append workload, and {@link ErrorReply}. */
    public static final Vocabulary VOCABULARY = new Vocabulary(
            List.of(LinKv.Read.class, LinKv.ReadOk.class, Append.class, AppendOk.class, ErrorReply.class),
            List.of(),
            List.of());

    private AppendKv() {}

    /**
     * Appends to the string of a key. The string of a key never written is empty. Fails with {@link
     * ErrorCode#PRECONDITION_FAILED} if the key holds a value that is not a string.
     */
    public record Append(Object key, String value) implements Body {}

    /** The value was appended. */
    public record AppendOk() implements Body {}
}
