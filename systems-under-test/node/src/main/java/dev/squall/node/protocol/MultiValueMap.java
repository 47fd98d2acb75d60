package dev.squall.node.protocol;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The client requests and replies of a map of multi-value registers: the reads and writes of {@link LinKv} with two
 * differences. A read returns the list of all concurrent values. The reply to a write contains the values that it
 * overwrote. A read of a key never written fails with {@link ErrorCode#KEY_DOES_NOT_EXIST}.
 */
public final class MultiValueMap {

    /**
     * The message bodies of the workload: the requests of {@link LinKv} without cas, the replies, and {@link
     * ErrorReply}.
     */
    public static final Vocabulary VOCABULARY = new Vocabulary(
            List.of(LinKv.Read.class, LinKv.ReadOk.class, LinKv.Write.class, WriteOk.class, ErrorReply.class),
            List.of(),
            List.of());

    private MultiValueMap() {}

    /**
     * The key was set.
     *
     * @param overwritten the values that the key held at this node before the write, which the write replaces
     */
    public record WriteOk(List<Object> overwritten) implements Body {

        public WriteOk {
            overwritten = Collections.unmodifiableList(new ArrayList<>(overwritten));
        }
    }
}
