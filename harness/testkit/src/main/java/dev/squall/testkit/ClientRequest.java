package dev.squall.testkit;

import dev.squall.node.Body;
import dev.squall.node.Message;

/** A client's request, and its reply when it has arrived. Stamps order all invocations and completions of a cluster. */
public final class ClientRequest {

    private final Message message;
    private final long invokedAt;
    private long completedAt = Long.MAX_VALUE;
    private Body reply;

    ClientRequest(Message message, long invokedAt) {
        this.message = message;
        this.invokedAt = invokedAt;
    }

    void complete(Body body, long stamp) {
        if (reply == null) {
            reply = body;
            completedAt = stamp;
        }
    }

    /** Returns the request. */
    public Message message() {
        return message;
    }

    /** Returns the stamp of the invocation. */
    public long invokedAt() {
        return invokedAt;
    }

    /** Returns the stamp of the completion, {@link Long#MAX_VALUE} if there is no reply. */
    public long completedAt() {
        return completedAt;
    }

    /** Returns true if the request has a reply. */
    public boolean isAnswered() {
        return reply != null;
    }

    /** Returns the reply, or null if the request has none. */
    public Body reply() {
        return reply;
    }
}
