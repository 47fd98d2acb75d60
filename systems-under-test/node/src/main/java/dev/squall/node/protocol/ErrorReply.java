package dev.squall.node.protocol;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;

/**
 * A reply to a request that failed.
 *
 * @param code one of {@link ErrorCode}, or a number of the node's own from 1000 on
 * @param text explanation for people
 */
@Vocabulary.WireType("error")
public record ErrorReply(int code, String text) implements Body {

    public ErrorReply(ErrorCode code, String text) {
        this(code.code(), text);
    }
}
