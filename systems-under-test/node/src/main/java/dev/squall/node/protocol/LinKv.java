package dev.squall.node.protocol;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import java.util.List;

/** The client requests and replies of Maelstrom's lin-kv workload: a linearizable key-value map. */
public final class LinKv {

    /** The message bodies of the lin-kv workload, and {@link ErrorReply}. */
    public static final Vocabulary VOCABULARY = new Vocabulary(
            List.of(Read.class, ReadOk.class, Write.class, WriteOk.class, Cas.class, CasOk.class, ErrorReply.class),
            List.of(),
            List.of());

    private LinKv() {}

    /** Reads a key. Fails with {@link ErrorCode#KEY_DOES_NOT_EXIST} if the key was never written. */
    public record Read(Object key) implements Body {}

    /** The value read. */
    public record ReadOk(Object value) implements Body {}

    /** Sets a key. */
    public record Write(Object key, Object value) implements Body {}

    /** The key was set. */
    public record WriteOk() implements Body {}

    /**
     * Compare-and-set: sets the key to {@code to} if it holds {@code from}. If the key holds another value, the request
     * fails with {@link ErrorCode#PRECONDITION_FAILED}; if the key is absent, with {@link
     * ErrorCode#KEY_DOES_NOT_EXIST}.
     */
    public record Cas(Object key, Object from, Object to) implements Body {}

    /** The key held {@code from} and was set. */
    public record CasOk() implements Body {}
}
