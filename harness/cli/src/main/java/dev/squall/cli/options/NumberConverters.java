package dev.squall.cli.options;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Numbers of the command line; what is none is said in a sentence.
 *
 * <p>Classes, not lambdas: picocli's interfaces are of a class file version of which JDK 17 cannot archive lambdas, and
 * dies when it is to (the launcher has it archive classes).
 */
final class NumberConverters {

    private NumberConverters() {}

    /** Whole numbers of 32 bits. */
    static final class ToInt implements ITypeConverter<Integer> {

        @Override
        public Integer convert(String text) {
            long number = toLong(text);
            if (number != (int) number) {
                throw new TypeConversionException("'" + text + "' is too large; expected at most " + Integer.MAX_VALUE);
            }
            return (int) number;
        }
    }

    /** Whole numbers of 64 bits. */
    static final class ToLong implements ITypeConverter<Long> {

        @Override
        public Long convert(String text) {
            return toLong(text);
        }
    }

    /** Numbers with or without a fraction. */
    static final class ToDouble implements ITypeConverter<Double> {

        @Override
        public Double convert(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + text + "' is no number; expected one such as 200 or 0.5");
            }
        }
    }

    private static long toLong(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no whole number; expected one such as 5");
        }
    }
}
