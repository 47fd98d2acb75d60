package dev.squall.lectures.eventual;

import dev.squall.node.Body;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the nodes of the map of multi-value registers say to each other. */
public final class MultiValueMessages {

    private MultiValueMessages() {}

    /** The broadcast of a write. */
    public record Update(Object key, Version version) implements Body {}

    /** What a node knows of: all its registers. */
    public record Digest(List<Known> known) implements Body {

        public Digest {
            known = List.copyOf(known);
        }
    }

    /** The writes of a key that a node knows of. As many as that say which of them are not overwritten. */
    public record Known(Object key, VersionVector vector) {}

    /** The versions of a key that no write known to the sender has overwritten. */
    public record Siblings(Object key, List<Version> versions) {

        public Siblings {
            versions = List.copyOf(versions);
        }
    }

    /**
     * The answer to a {@link Digest}, or to another of these.
     *
     * @param newer registers of which the sender knows writes that the receiver does not
     * @param wanted the keys of which the receiver knows writes that the sender does not, for it to send
     */
    public record Difference(List<Siblings> newer, List<Object> wanted) implements Body {

        public Difference {
            newer = List.copyOf(newer);
            wanted = Collections.unmodifiableList(new ArrayList<>(wanted));
        }
    }
}
