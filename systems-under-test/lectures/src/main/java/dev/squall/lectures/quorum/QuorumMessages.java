package dev.squall.lectures.quorum;

import dev.squall.node.Body;

/** Messages between the nodes. A response names its request by the envelope's {@code in_reply_to}. */
public final class QuorumMessages {

    private QuorumMessages() {}

    /** Asks a replica for its version of a key. */
    public record GetRequest(Object key) implements Body {}

    /** The newest version on the replica's stable storage. */
    public record GetResponse(Version version) implements Body {}

    /** Asks a replica to store a version, unless it has a newer one. */
    public record SetRequest(Object key, Version version) implements Body {}

    /** The replica has that version or a newer one on its stable storage. */
    public record SetResponse() implements Body {}
}
