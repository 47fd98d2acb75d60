package dev.squall.history;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** EDN's numbers, beyond the short decimal integers that {@link EdnScanner#smallInteger} reads. */
final class EdnNumber {

    private static final Pattern INTEGER = Pattern.compile("[+-]?(0|[1-9][0-9]*)N?");
    private static final Pattern HEX = Pattern.compile("[+-]?0[xX][0-9a-fA-F]+N?");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(0|[1-9][0-9]*)(\\.[0-9]*)?([eE][+-]?[0-9]+)?M?");
    /** A decimal exponent with more digits than this names no number that a program has written. */
    private static final Pattern HUGE_EXPONENT = Pattern.compile(".*[eE][+-]?[0-9]{6,}M?");

    /** To read more digits than this takes time with their square, and no program has written them. */
    private static final int MAX_DIGITS = 4_096;

    private EdnNumber() {}

    /** Returns the number at the position: Long, BigInteger, Double, or with a final M BigDecimal. */
    static Object read(EdnScanner scanner) {
        int start = scanner.skipToken();
        if (scanner.position() - start > MAX_DIGITS) {
            throw scanner.failure(start, "a number of at most " + MAX_DIGITS + " digits");
        }
        String token = scanner.textFrom(start);
        if (INTEGER.matcher(token).matches()) {
            return integer(digits(token), 10);
        }
        if (HEX.matcher(token).matches()) {
            return integer(digits(token).replaceFirst("0[xX]", ""), 16);
        }
        if (DECIMAL.matcher(token).matches() && !HUGE_EXPONENT.matcher(token).matches()) {
            String number = token.startsWith("+") ? token.substring(1) : token;
            return token.endsWith("M")
                    ? (Object) new BigDecimal(number.substring(0, number.length() - 1))
                    : (Object) Double.valueOf(number);
        }
        throw scanner.failure(start, "a number such as 5, -3, 12N or 0.5");
    }

    private static String digits(String token) {
        String unsigned = token.startsWith("+") ? token.substring(1) : token;
        return unsigned.endsWith("N") ? unsigned.substring(0, unsigned.length() - 1) : unsigned;
    }

    private static Object integer(String digits, int radix) {
        BigInteger value = new BigInteger(digits, radix);
        return value.bitLength() < Long.SIZE ? (Object) EdnReader.boxed(value.longValue()) : value;
    }

    /** Returns the token after {@code ##}. */
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
