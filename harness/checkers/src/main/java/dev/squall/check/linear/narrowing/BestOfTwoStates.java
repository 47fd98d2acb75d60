package dev.squall.check.linear.narrowing;

/** Largest number noted for any state other than a given one. */
final class BestOfTwoStates {

    private static final int NONE = -1;

    private final int smallest;
    private int state = NONE;
    private int best;
    private int otherState = NONE;
    private int other;

    /**
     * @param smallest the result if no number was noted for another state
     */
    BestOfTwoStates(int smallest) {
        this.smallest = smallest;
        this.best = smallest;
        this.other = smallest;
    }

    void add(int newState, int number) {
        if (newState == state || state == NONE) {
            state = newState;
            best = Math.max(best, number);
        } else if (number > best) {
            otherState = state;
            other = best;
            state = newState;
            best = number;
        } else if (number > other || otherState == NONE) {
            otherState = newState;
            other = number;
        }
    }

    int otherThan(int given) {
        return state != given ? best : otherState == NONE ? smallest : other;
    }
}
