package dev.squall.node.protocol;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The client requests and replies of a map of multi-value registers: reads and writes as in {@link LinKv}, but what is
 * read is the list of all concurrent values, and a write is told what it overwrote. A key never written is answered by
 * {@link ErrorCode#KEY_DOES_NOT_EXIST}.
 */
public final class MultiValueMap {

    /** These bodies, the requests of {@link LinKv} but for cas, and {@link ErrorReply}. */
    public static final Vocabulary VOCABULARY = new Vocabulary(
            List.of(LinKv.Read.class, LinKv.ReadOk.class, LinKv.Write.class, WriteOk.class, ErrorReply.class),
            List.of(),
            List.of());

    private MultiValueMap() {}

    /**
     * The key was set.
     *
     * @param overwritten the values that it held where the write was taken, and that the write takes the place of
     */
    public record WriteOk(List<Object> overwritten) implements Body {

        public WriteOk {
            overwritten = Collections.unmodifiableList(new ArrayList<>(overwritten));
        }
    }
}
