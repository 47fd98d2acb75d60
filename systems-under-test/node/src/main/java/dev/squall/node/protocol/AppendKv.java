package dev.squall.node.protocol;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import java.util.List;

/**
 * The client requests and replies of a linearizable map of strings that grow at their ends: {@link LinKv}'s reads, and
 * appends in the manner of Maelstrom's bodies. An append has an effect each time that it is done, so that one done
 * twice is seen.
 */
public final class AppendKv {

    /** These bodies, and {@link ErrorReply}. */
    public static final Vocabulary VOCABULARY = new Vocabulary(
            List.of(LinKv.Read.class, LinKv.ReadOk.class, Append.class, AppendOk.class, ErrorReply.class),
            List.of(),
            List.of());

    private AppendKv() {}

    /**
     * Appends to the string that a key holds, which is empty if the key was never written; {@link
     * ErrorCode#PRECONDITION_FAILED} if it holds something else than a string.
     */
    public record Append(Object key, String value) implements Body {}

    /** The value was appended. */
    public record AppendOk() implements Body {}
}
