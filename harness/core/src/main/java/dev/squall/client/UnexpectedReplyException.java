package dev.squall.client;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import dev.squall.node.wire.MalformedMessageException;
import dev.squall.node.wire.RawBody;

/** Thrown if a node's reply does not fit the request. */
public final class UnexpectedReplyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnexpectedReplyException(String function, Body found, String expected) {
        super("a " + function + " was answered by " + words(found) + "; expected " + expected + " or error");
    }

    private static String words(Body found) {
        return found instanceof RawBody raw
                ? MalformedMessageException.quote(raw.json())
                : Vocabulary.wireType(found.getClass());
    }
}
