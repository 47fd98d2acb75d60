package dev.squall.cli.options;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Converters of option values to numbers, with readable error messages.
 *
 * <p>The converters are classes rather than lambdas. The launcher lets the JVM archive classes, and JDK 17 crashes on
 * archiving lambdas of picocli's interfaces, because of their class file version.
 */
final class NumberConverters {

    private NumberConverters() {}

    /** Converter to 32-bit whole numbers. */
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

    /** Converter to 64-bit whole numbers. */
    static final class ToLong implements ITypeConverter<Long> {

        @Override
        public Long convert(String text) {
            return toLong(text);
        }
    }

    /** Converter to floating-point numbers. */
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
