package dev.squall.experiment;

/**
 * Client operations that must succeed before healing; a run with fewer is vacuous. Scripted runs are exempt.
 *
 * @param operations least number of operations that succeed; at least 0
 * @param percent least share of the invoked operations that succeed; from 0 to 100
 * @param tries a function that was invoked so often must succeed once; at least 1
 */
public record Successes(int operations, double percent, int tries) {

    /** Thresholds unless others are asked for: 10 operations, 5 percent, 20 tries. */
    public static final Successes DEFAULT = new Successes(10, 5, 20);

    public Successes {
        if (operations < 0) {
            throw new IllegalArgumentException(
                    "the least number of ok operations is " + operations + "; expected at least 0");
        }
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException(
                    "the least share of ok operations is " + percent + " percent; expected 0 to 100");
        }
        if (tries < 1) {
            throw new IllegalArgumentException(
                    "the number of tries after which a function must succeed is " + tries + "; expected at least 1");
        }
    }
}
