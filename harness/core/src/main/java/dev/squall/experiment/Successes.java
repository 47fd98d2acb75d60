package dev.squall.experiment;

import java.io.Serializable;

/**
 * Client operations that must succeed before healing; a run with fewer is vacuous. Scripted runs need no successes.
 *
 * @param operations minimum number of successful operations; at least 0
 * @param percent minimum share of the invoked operations that succeed, in percent; from 0 to 100
 * @param tries number of invocations of a function after which one of them must have succeeded; at least 1
 */
public record Successes(int operations, double percent, int tries) implements Serializable {

    private static final long serialVersionUID = 1;

    /** Default thresholds: 10 operations, 5 percent, 20 tries. */
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
