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

    // Written out: the JVM assembles those of a record at their first use, which delays each short command.
    @Override
    public boolean equals(Object other) {
        return other instanceof Call call
                && function.equals(call.function)
                && Objects.equals(argument, call.argument)
                && Objects.equals(result, call.result);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * function.hashCode() + Objects.hashCode(argument)) + Objects.hashCode(result);
    }
}
