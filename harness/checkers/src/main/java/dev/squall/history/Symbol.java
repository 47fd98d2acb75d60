package dev.squall.history;

import java.util.Objects;

/**
 * An EDN symbol, such as the class name in a recorded exception.
 *
 * @param name the symbol's text
 */
public record Symbol(String name) {

    public Symbol {
        Objects.requireNonNull(name, "name");
    }

    @Override
    public String toString() {
        return name;
    }
}
