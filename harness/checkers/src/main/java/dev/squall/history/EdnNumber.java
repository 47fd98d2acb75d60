package dev.squall.history;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reader of EDN's numbers, beyond the short decimal integers that {@link EdnScanner#smallInteger} reads. */
final class EdnNumber {

    /**
     * Whole numbers in the forms that Clojure's reader accepts: decimal, hexadecimal, octal, or with a radix such as
     * 2r101.
     */
    private static final Pattern INTEGER = Pattern.compile(
            "([+-]?)(?:(0|[1-9][0-9]*)|0[xX]([0-9a-fA-F]+)|0([0-7]+)|([1-9][0-9]?)[rR]([0-9A-Za-z]+))N?");

    private static final Pattern RATIO = Pattern.compile("([+-]?[0-9]+)/([0-9]+)");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]+(\\.[0-9]*)?([eE][+-]?[0-9]+)?M?");
    private static final Pattern NO_OCTAL = Pattern.compile("[+-]?0[0-9]+N?");
    /** Decimal numbers with an exponent of six digits or more, which the reader refuses. */
    private static final Pattern HUGE_EXPONENT = Pattern.compile(".*[eE][+-]?[0-9]{6,}M?");

    /** Largest number of digits that is read, since parsing time grows with the square of the digits. */
    private static final int MAX_DIGITS = 4_096;

    private EdnNumber() {}

    /** Returns the number at the position, in its normal form: Long, BigInteger, Ratio, Double or BigDecimal. */
    static Object read(EdnScanner scanner) {
        int start = scanner.skipToken();
        if (scanner.position() - start > MAX_DIGITS) {
            throw scanner.failure(start, "a number of at most " + MAX_DIGITS + " digits");
        }
        String token = scanner.textFrom(start);
        Object number = whole(token);
        number = number == null ? ratio(token) : number;
        number = number == null ? decimal(token) : number;
        if (number == null) {
            throw scanner.failure(start, "a number such as 5, -3, 12N, 1/2 or 0.5");
        }
        return number;
    }

    private static Object whole(String token) {
        Matcher matcher = INTEGER.matcher(token);
        if (!matcher.matches()) {
            return null;
        }
        int group = 2;
        while (matcher.group(group) == null) {
            group++;
        }
        int radix =
                switch (group) {
                    case 2 -> 10;
                    case 3 -> 16;
                    case 4 -> 8;
                    default -> Integer.parseInt(matcher.group(5));
                };
        try {
            BigInteger value = new BigInteger(matcher.group(group == 5 ? 6 : group), radix);
            value = matcher.group(1).equals("-") ? value.negate() : value;
            return value.bitLength() < Long.SIZE ? (Object) EdnReader.boxed(value.longValue()) : value;
        } catch (NumberFormatException unfit) {
            return null;
        }
    }

    private static Object ratio(String token) {
        Matcher matcher = RATIO.matcher(token);
        if (!matcher.matches()) {
            return null;
        }
        BigInteger denominator = new BigInteger(matcher.group(2));
        return denominator.signum() == 0 ? null : Ratio.of(new BigInteger(matcher.group(1)), denominator);
    }

    private static Object decimal(String token) {
        if (!DECIMAL.matcher(token).matches()
                || NO_OCTAL.matcher(token).matches()
                || HUGE_EXPONENT.matcher(token).matches()) {
            return null;
        }
        return Values.normal(
                token.endsWith("M")
                        ? (Object) new BigDecimal(token.substring(0, token.length() - 1))
                        : (Object) Double.valueOf(token));
    }

    /** Returns the special number, such as NaN, whose token follows {@code ##}. */
    static Double readSpecial(EdnScanner scanner) {
        int start = scanner.skipToken();
        return switch (scanner.textFrom(start)) {
            case "NaN" -> Double.NaN;
            case "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> throw scanner.failure(start, "##NaN, ##Inf or ##-Inf");
        };
    }
}
