package dev.squall.node.protocol;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;

/**
 * A reply to a request that failed.
 *
 * @param code the number of an {@link ErrorCode}, or the node's own number from 1000 on
 * @param text explanation for readers
 */
@Vocabulary.WireType("error")
public record ErrorReply(int code, String text) implements Body {

    public ErrorReply(ErrorCode code, String text) {
        this(code.code(), text);
    }
}
