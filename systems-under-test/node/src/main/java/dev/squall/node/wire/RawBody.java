package dev.squall.node.wire;

import dev.squall.node.Body;
import java.util.Objects;

/**
 * The body of a message whose type is not in the vocabulary, for instance from a node in another language. The body is
 * kept as received, so that it can be forwarded unchanged.
 *
 * @param type the body's wire type
 * @param json the whole body object on one line, including {@code type}, {@code msg_id} and {@code in_reply_to}
 */
public record RawBody(String type, String json) implements Body {

    public RawBody {
        Objects.requireNonNull(type, "type");
        if (json.indexOf('\n') >= 0) {
            throw new IllegalArgumentException(
                    "a raw body must be one line, found a line break in " + MalformedMessageException.quote(json));
        }
    }
}
