package dev.squall.node.protocol;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import java.util.List;

/** The client requests and replies of a map with deletes: the reads and writes of {@link LinKv}, and {@link Delete}. */
public final class EventualMap {

    /**
     * The message bodies of the workload: the bodies of {@link LinKv} without cas, the deletes, and {@link ErrorReply}.
     */
    public static final Vocabulary VOCABULARY = new Vocabulary(
            List.of(
                    LinKv.Read.class,
                    LinKv.ReadOk.class,
                    LinKv.Write.class,
                    LinKv.WriteOk.class,
                    Delete.class,
                    DeleteOk.class,
                    ErrorReply.class),
            List.of(),
            List.of());

    private EventualMap() {}

    /** Deletes a key, whether it is present or not. Until the next write, the key counts as never written. */
    public record Delete(Object key) implements Body {}

    /** The key was deleted. */
    public record DeleteOk() implements Body {}
}
