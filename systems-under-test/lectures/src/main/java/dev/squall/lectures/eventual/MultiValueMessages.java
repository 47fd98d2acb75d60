package dev.squall.lectures.eventual;

import dev.squall.node.Body;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Messages between the nodes of the map of multi-value registers. */
public final class MultiValueMessages {

    private MultiValueMessages() {}

    /** Broadcast of a write to one register. */
    public record Update(Object key, Version version) implements Body {}

    /** Version vectors of all registers of a node. */
    public record Digest(List<Known> known) implements Body {

        public Digest {
            known = List.copyOf(known);
        }
    }

    /** Version vector of a key's writes that a node knows. A digest contains one vector for each key. */
    public record Known(Object key, VersionVector vector) {}

    /** Versions of a key that no write known to the sender has overwritten. */
    public record Siblings(Object key, List<Version> versions) {

        public Siblings {
            versions = List.copyOf(versions);
        }
    }

    /**
     * Reply to a {@link Digest} or to another {@code Difference}.
     *
     * @param newer registers with writes that only the sender knows
     * @param wanted keys with writes that only the receiver knows, which the receiver is to send
     */
    public record Difference(List<Siblings> newer, List<Object> wanted) implements Body {

        public Difference {
            newer = List.copyOf(newer);
            wanted = Collections.unmodifiableList(new ArrayList<>(wanted));
        }
    }
}
