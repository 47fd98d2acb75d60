package dev.squall.history;

import java.util.Objects;

/**
 * An EDN keyword, such as {@code :read}.
 *
 * @param name the keyword's name without the colon
 */
public record Keyword(String name) {

    public Keyword {
        Objects.requireNonNull(name, "name");
    }

    @Override
    public String toString() {
        return ":" + name;
    }
}
