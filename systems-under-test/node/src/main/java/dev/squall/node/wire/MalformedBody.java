package dev.squall.node.wire;

import dev.squall.node.Body;
import java.util.Objects;

/**
 * The body of a reply to a client that breaks the protocol. The reply counts as an answer, but its operation has no
 * result.
 *
 * @param json the body as received
 * @param problem one clause: the problem, the body, and the expected body
 */
public record MalformedBody(String json, String problem) implements Body {

    public MalformedBody {
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(problem, "problem");
    }
}
