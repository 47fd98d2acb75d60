package dev.squall.lectures.eventual;

import dev.squall.node.Body;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Messages between the nodes of the last-writer-wins map. */
public final class LastWriterWinsMessages {

    private LastWriterWinsMessages() {}

    /** The broadcast of an update. */
    public record Update(Item item) implements Body {}

    /** The timestamps of all items of a node, tombstones included. */
    public record Digest(List<Known> known) implements Body {

        public Digest {
            known = List.copyOf(known);
        }
    }

    /** The timestamp of a node's item of a key. */
    public record Known(Object key, Timestamp timestamp) {}

    /**
     * Reply to a {@link Digest} or to another difference.
     *
     * @param newer items that the receiver lacks or has in an older version
     * @param wanted keys of which the receiver has something newer, for it to send
     */
    public record Difference(List<Item> newer, List<Object> wanted) implements Body {

        public Difference {
            newer = List.copyOf(newer);
            wanted = Collections.unmodifiableList(new ArrayList<>(wanted));
        }
    }
}
