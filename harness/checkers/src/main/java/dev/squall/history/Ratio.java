package dev.squall.history;

import java.math.BigInteger;

/**
 * An EDN ratio such as {@code 1/2}, in lowest terms; never a whole number.
 *
 * @param denominator the denominator, greater than 1
 */
public record Ratio(BigInteger numerator, BigInteger denominator) {

    /**
     * Returns the ratio in lowest terms, or a {@code Long} or {@code BigInteger} if it is a whole number.
     *
     * @param denominator the denominator, greater than 0
     */
    static Object of(BigInteger numerator, BigInteger denominator) {
        BigInteger divisor = numerator.gcd(denominator);
        BigInteger above = numerator.divide(divisor);
        BigInteger below = denominator.divide(divisor);
        return below.equals(BigInteger.ONE) ? Values.normal(above) : new Ratio(above, below);
    }

    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
