package dev.squall.lectures.eventual;

import dev.squall.node.Body;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Messages between the nodes of the map of multi-value registers. */
public final class MultiValueMessages {

    private MultiValueMessages() {}

    /** The broadcast of a write. */
    public record Update(Object key, Version version) implements Body {}

    /** The version vectors of all registers of a node. */
    public record Digest(List<Known> known) implements Body {

        public Digest {
            known = List.copyOf(known);
        }
    }

    /** The writes of a key that a node knows. A digest carries one for each key. */
    public record Known(Object key, VersionVector vector) {}

    /** The versions of a key that are not overwritten by any write known to the sender. */
    public record Siblings(Object key, List<Version> versions) {

        public Siblings {
            versions = List.copyOf(versions);
        }
    }

    /**
     * Reply to a {@link Digest} or to another difference.
     *
     * @param newer registers with writes that the sender knows and the receiver does not
     * @param wanted keys with writes that the receiver knows and the sender does not, for it to send
     */
    public record Difference(List<Siblings> newer, List<Object> wanted) implements Body {

        public Difference {
            newer = List.copyOf(newer);
            wanted = Collections.unmodifiableList(new ArrayList<>(wanted));
        }
    }
}
