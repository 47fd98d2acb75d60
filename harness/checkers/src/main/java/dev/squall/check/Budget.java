package dev.squall.check;

import java.time.Duration;
import java.util.Objects;

/**
 * Time and memory limits of one check.
 *
 * @param time wall-clock time limit; above zero
 * @param memoryBytes memory limit for the data of the search, in bytes; above zero
 */
public record Budget(Duration time, long memoryBytes) {

    /** Default budget: one minute and one gibibyte. */
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
