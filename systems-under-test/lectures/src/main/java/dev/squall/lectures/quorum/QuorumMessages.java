package dev.squall.lectures.quorum;

import dev.squall.node.Body;

/**
 * Messages between the nodes of the quorum store. The envelope's {@code in_reply_to} of a response names the request.
 */
public final class QuorumMessages {

    private QuorumMessages() {}

    /** Request for a replica's version of a key. */
    public record GetRequest(Object key) implements Body {}

    /** Response with the newest version on the replica's stable storage. */
    public record GetResponse(Version version) implements Body {}

    /** Request that a replica store a version, unless the replica has a newer version. */
    public record SetRequest(Object key, Version version) implements Body {}

    /** Response of a replica that has the version or a newer version on its stable storage. */
    public record SetResponse() implements Body {}
}
