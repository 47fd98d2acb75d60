package dev.squall.lectures.text.flawed;

import dev.squall.lectures.broadcast.BroadcastOptions;
import dev.squall.lectures.text.Position;
import dev.squall.lectures.text.PositionText;
import dev.squall.lectures.text.SharedText;
import dev.squall.lectures.text.TextId;
import dev.squall.lectures.text.TextProgram;
import dev.squall.node.Environment;

/**
 * A text CRDT whose positions are floating-point numbers of 64 bits, with the unique end of a position beside.
 *
 * <p>Flaw: each insertion at one place halves the gap on average, and 53 bits are used up after about 50 insertions.
 * Then the new position equals its left neighbour's (lecture 8.1).
 *
 * <p>Symptom: a character that is not where its editor has inserted it.
 *
 * <p>Trigger: many insertions at one place, such as the end of the text.
 */
public final class DoublePositions extends TextProgram.Positions {

    /** Number of bits of a double in each digit of a position. */
    private static final int DIGIT_BITS = 21;

    private static final int DIGIT_MASK = (1 << DIGIT_BITS) - 1;
    private static final int DOUBLE_DIGITS = 3;

    @Override
    protected SharedText<?> newText(Environment environment, BroadcastOptions options) {
        return new PositionText(environment, above -> causal(environment, options, above)) {
            @Override
            protected Position between(Position p1, Position p2, TextId id) {
                double left = toDouble(p1);
                double right = toDouble(p2);
                double middle = left + environment.random().nextDouble() * (right - left);
                return toPosition(Math.min(middle, Math.nextDown(right)), uniqueEnd(id));
            }
        };
    }

    private static double toDouble(Position position) {
        if (position.equals(Position.ZERO) || position.equals(Position.ONE)) {
            return position.equals(Position.ZERO) ? 0 : 1;
        }
        long bits = 0;
        for (int i = 0; i < DOUBLE_DIGITS; i++) {
            bits = bits << DIGIT_BITS | position.digits()[i];
        }
        return Double.longBitsToDouble(bits);
    }

    /** Returns a position whose order is that of the doubles, since positive doubles are ordered as their bits. */
    private static Position toPosition(double value, int... end) {
        long bits = Double.doubleToLongBits(Math.max(value, 0));
        int[] digits = new int[DOUBLE_DIGITS + end.length];
        for (int i = 0; i < DOUBLE_DIGITS; i++) {
            digits[i] = (int) (bits >>> DIGIT_BITS * (DOUBLE_DIGITS - 1 - i)) & DIGIT_MASK;
        }
        System.arraycopy(end, 0, digits, DOUBLE_DIGITS, end.length);
        return new Position(digits);
    }
}
