package dev.squall.lectures.eventual;

import dev.squall.node.Body;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Messages between the nodes of the last-writer-wins map. */
public final class LastWriterWinsMessages {

    private LastWriterWinsMessages() {}

    /** Broadcast of an update of the map. */
    public record Update(Item item) implements Body {}

    /** Timestamps of all items of a node, including tombstones. */
    public record Digest(List<Known> known) implements Body {

        public Digest {
            known = List.copyOf(known);
        }
    }

    /** Timestamp of a node's item for one key. */
    public record Known(Object key, Timestamp timestamp) {}

    /**
     * Reply to a {@link Digest} or to another {@code Difference}.
     *
     * @param newer items of the sender that the receiver lacks or has in an older version
     * @param wanted keys with a newer item at the receiver, which the receiver is to send
     */
    public record Difference(List<Item> newer, List<Object> wanted) implements Body {

        public Difference {
            newer = List.copyOf(newer);
            wanted = Collections.unmodifiableList(new ArrayList<>(wanted));
        }
    }
}
