package dev.squall.lectures.eventual;

import dev.squall.node.Body;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the nodes of the last-writer-wins map say to each other. */
public final class LastWriterWinsMessages {

    private LastWriterWinsMessages() {}

    /** The broadcast of an update. */
    public record Update(Item item) implements Body {}

    /** What a node has, by its timestamps alone: all its items, tombstones too. */
    public record Digest(List<Known> known) implements Body {

        public Digest {
            known = List.copyOf(known);
        }
    }

    /** The timestamp of the item that a node has of a key. */
    public record Known(Object key, Timestamp timestamp) {}

    /**
     * The answer to a {@link Digest}, or to another of these.
     *
     * @param newer what the receiver lacks or has older
     * @param wanted the keys of which the receiver has something newer, for it to send
     */
    public record Difference(List<Item> newer, List<Object> wanted) implements Body {

        public Difference {
            newer = List.copyOf(newer);
            wanted = Collections.unmodifiableList(new ArrayList<>(wanted));
        }
    }
}
