package dev.squall.node.protocol;

import dev.squall.node.Body;

/**
 * A reply that a request failed.
 *
 * @param code one of {@link ErrorCode}, or a number of the node's own from 1000 on
 * @param text for people
 */
public record Error(int code, String text) implements Body {

    public Error(ErrorCode code, String text) {
        this(code.code(), text);
    }
}
