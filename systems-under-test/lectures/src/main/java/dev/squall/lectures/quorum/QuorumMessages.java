package dev.squall.lectures.quorum;

import dev.squall.node.Body;

/** What the nodes say to each other. A response names its request by the envelope's {@code in_reply_to}. */
public final class QuorumMessages {

    private QuorumMessages() {}

    /** What do you have of this key? */
    public record GetRequest(Object key) implements Body {}

    /** The newest version that the replica has, on its stable storage. */
    public record GetResponse(Version version) implements Body {}

    /** Keep this version, unless you have a newer one. */
    public record SetRequest(Object key, Version version) implements Body {}

    /** The replica has that version or a newer one on its stable storage. */
    public record SetResponse() implements Body {}
}
