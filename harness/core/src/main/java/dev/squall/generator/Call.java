package dev.squall.generator;

import java.util.Objects;

/**
 * Operation that a thread must invoke.
 *
 * @param thread one of the context's free threads
 * @param function such as {@code read}
 * @param value the argument, as EDN data
 */
public record Call(int thread, String function, Object value) {

    public Call {
        Objects.requireNonNull(function, "function");
    }

    Call withValue(Object newValue) {
        return new Call(thread, function, newValue);
    }
}
