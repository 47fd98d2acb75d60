package dev.squall.client;

import dev.squall.node.Body;

/** Thrown if a node's reply does not fit the request. */
public final class UnexpectedReplyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnexpectedReplyException(String function, Body found, String expected) {
        super("a " + function + " was answered by " + found + "; expected " + expected + " or error");
    }
}
