package dev.squall.check.linear.model;

import java.util.Objects;

/**
 * One operation in the form that a model needs. The search treats equal calls as interchangeable.
 *
 * @param function the function's name, such as {@code read}
 * @param argument the argument; null if there is none
 * @param result the known result; null if it is unknown or does not matter
 */
public record Call(String function, Object argument, Object result) {

    public Call {
        Objects.requireNonNull(function, "function");
    }
}
