package dev.squall.history;

import java.util.Objects;

/**
 * An EDN value with a tag, such as {@code #user/id 1}. The tags {@code #inst} and {@code #uuid} are read as {@link
 * java.time.Instant} and {@link java.util.UUID} instead. A regular expression becomes the tag {@code #regex} with the
 * expression's text.
 *
 * @param tag the tag's name without the hash
 */
public record Tagged(String tag, Object value) {

    /** Tag of a regular expression. */
    static final String REGEX = "regex";

    public Tagged {
        Objects.requireNonNull(tag, "tag");
    }

    @Override
    public String toString() {
        return EdnWriter.toEdn(this);
    }
}
