package dev.squall.check;

import java.time.Duration;
import java.util.Objects;

/**
 * Limits of one check.
 *
 * @param time wall-clock time for the verdict; above zero
 * @param memoryBytes for the data of the search; above zero
 */
public record Budget(Duration time, long memoryBytes) {

    /** One minute and one gibibyte. */
    public static final Budget DEFAULT = new Budget(Duration.ofMinutes(1), 1L << 30);

    public Budget {
        Objects.requireNonNull(time, "time");
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("time is " + time + ", expected more than zero");
        }
        if (memoryBytes <= 0) {
            throw new IllegalArgumentException("memoryBytes is " + memoryBytes + ", expected more than zero");
        }
    }
}
