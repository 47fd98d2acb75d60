package dev.squall.lectures.text;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Exact fraction between 0 and 1, written as digits after the point in the base {@link #BASE}. A position has as many
 * digits as it needs, so between any two positions there is another one. Immutable.
 */
public final class Position implements Comparable<Position> {

    /** Base of the digits. */
    public static final int BASE = Integer.MAX_VALUE;

    /** The position 0, of the mark before the first character. */
    public static final Position ZERO = new Position();

    /** The position 1, of the mark after the last character. Only this position has a digit as large as the base. */
    public static final Position ONE = new Position(BASE);

    /**
     * Longest step from the first or the last character of a text to a new one, in units of the digit that is drawn.
     * Short steps leave room for the characters that editors type there next, which keeps positions short.
     */
    private static final int LONGEST_STEP = 1_024;

    private final int[] digits;

    /** @param digits digits from the point on, each from 0 to the base minus 1. The last digit is not 0 */
    public Position(int... digits) {
        this.digits = digits.clone();
    }

    /** Returns the position with digits that {@link #toList} returned. */
    static Position of(List<?> digits) {
        return new Position(
                digits.stream().mapToInt(digit -> Math.toIntExact((Long) digit)).toArray());
    }

    /** Returns the digits as JSON. */
    List<Object> toList() {
        return IntStream.of(digits).<Object>mapToObj(digit -> (long) digit).toList();
    }

    /** Returns a copy of the digits. */
    public int[] digits() {
        return digits.clone();
    }

    /**
     * Returns a random position strictly between {@code left} and {@code right}. At the beginning and at the end of a
     * text the position is close to the neighbour that is a character. If the two are equal, the result is greater than
     * both.
     *
     * @param end digits at the end of the new position
     */
    public static Position between(Position left, Position right, RandomGenerator random, int... end) {
        boolean isAtBeginning = left.equals(ZERO) && !right.equals(ONE);
        boolean isAtEnd = right.equals(ONE) && !left.equals(ZERO);
        int length = 0;
        boolean isBelowRight = false;
        while (true) {
            int low = left.digit(length, 0);
            int high = isBelowRight ? BASE : right.digit(length, BASE);
            int room = high - low - 1;
            if (room > 0) {
                int step = 1 + random.nextInt(isAtBeginning || isAtEnd ? Math.min(room, LONGEST_STEP) : room);
                return left.cut(length, isAtBeginning ? high - step : low + step, end);
            }
            isBelowRight |= high > low;
            length++;
        }
    }

    private int digit(int index, int beyond) {
        return index < digits.length ? digits[index] : beyond;
    }

    /** Returns the position with the first {@code length} digits of this position, one more digit, and an end. */
    private Position cut(int length, int digit, int[] end) {
        int[] all = Arrays.copyOf(Arrays.copyOf(digits, length), length + 1 + end.length);
        all[length] = digit;
        System.arraycopy(end, 0, all, length + 1, end.length);
        return new Position(all);
    }

    @Override
    public int compareTo(Position other) {
        return Arrays.compare(digits, other.digits);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Position position && Arrays.equals(digits, position.digits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digits);
    }

    @Override
    public String toString() {
        return "0." + Arrays.toString(digits);
    }
}
