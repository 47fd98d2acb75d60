package dev.squall.check.linear.model;

import dev.squall.history.EdnWriter;
import dev.squall.history.Values;

/** Requirements of the models on values of operations; the message of an error is one sentence. */
final class Arguments {

    private Arguments() {}

    /** Returns the value in the form in which {@link Values} compares it. */
    static Object normal(Object value) {
        return Values.normal(value);
    }

    /** Returns a whole number of 32 bits: of as many as a history can hold, the sum keeps within a long. */
    static long smallNumber(String function, Object value) {
        if (normal(value) instanceof Long number && number.intValue() == number) {
            return number;
        }
        throw new IllegalArgumentException(
                "found " + function + " with the value " + EdnWriter.toEdn(value) + ", expected a 32-bit whole number");
    }

    /** Returns a value that is not nil. */
    static Object present(String function, Object value) {
        if (value == null) {
            throw new IllegalArgumentException("found " + function + " of nil, expected a value");
        }
        return normal(value);
    }

    /** Returns the argument of an operation whose completion, if it has a value, must repeat it. */
    static Object same(String function, Object argument, Object result) {
        if (result == null || normal(result).equals(normal(argument))) {
            return argument;
        }
        throw new IllegalArgumentException("found " + function + " of " + EdnWriter.toEdn(argument) + " completed with "
                + EdnWriter.toEdn(result) + ", expected the same value or nil");
    }

    /** Returns what a model throws that does not have the function. */
    static IllegalArgumentException unknownFunction(String model, String function, String expected) {
        return new IllegalArgumentException(
                "found the function " + function + ", expected " + expected + " on a " + model);
    }
}
