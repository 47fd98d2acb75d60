package dev.squall.check.linear.model;

import java.util.Objects;

/**
 * All that a model needs to know of one operation. Calls that are equal are interchangeable to the search.
 *
 * @param function such as {@code read}
 * @param argument what it was asked with; null if nothing
 * @param result what it is known to have answered; null if nothing, or if that does not matter
 */
public record Call(String function, Object argument, Object result) {

    public Call {
        Objects.requireNonNull(function, "function");
    }
}
