package dev.squall.check.linear.model;

import dev.squall.history.EdnWriter;
import dev.squall.history.Values;

/** Validation of operations' values for the models; the message of each exception is one sentence. */
final class Arguments {

    private Arguments() {}

    /** Returns the value in the normal form of {@link Values}. */
    static Object normal(Object value) {
        return Values.normal(value);
    }

    /** Returns the value as a 32-bit whole number, so that sums over a history cannot overflow a long. */
    static long smallNumber(String function, Object value) {
        if (normal(value) instanceof Long number && number.intValue() == number) {
            return number;
        }
        throw new IllegalArgumentException(
                "found " + function + " with the value " + EdnWriter.toEdn(value) + ", expected a 32-bit whole number");
    }

    /** Returns the value; throws {@link IllegalArgumentException} if it is nil. */
    static Object present(String function, Object value) {
        if (value == null) {
            throw new IllegalArgumentException("found " + function + " of nil, expected a value");
        }
        return normal(value);
    }

    /** Returns the argument; throws {@link IllegalArgumentException} if the completion has a different value. */
    static Object same(String function, Object argument, Object result) {
        if (result == null || normal(result).equals(normal(argument))) {
            return argument;
        }
        throw new IllegalArgumentException("found " + function + " of " + EdnWriter.toEdn(argument) + " completed with "
                + EdnWriter.toEdn(result) + ", expected the same value or nil");
    }

    /** Returns the exception for a function that the model does not have. */
    static IllegalArgumentException unknownFunction(String model, String function, String expected) {
        return new IllegalArgumentException(
                "found the function " + function + ", expected " + expected + " on a " + model);
    }
}
