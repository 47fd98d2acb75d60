package dev.squall.client;

import dev.squall.node.Body;

/** A node answered a request by something that is no answer to it. */
public final class UnexpectedReplyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnexpectedReplyException(String function, Body found, String expected) {
        super("a " + function + " was answered by " + found + "; expected " + expected + " or error");
    }
}
