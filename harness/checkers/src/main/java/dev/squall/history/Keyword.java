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

    // Written out: the JVM assembles those of a record at their first use, which delays each short command.
    @Override
    public boolean equals(Object other) {
        return other instanceof Keyword keyword && name.equals(keyword.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return ":" + name;
    }
}
