package dev.squall.explore.world;

/**
 * Bounds of an exploration. Every schedule within the bounds is possible.
 *
 * @param losses messages between nodes that may be lost, in total
 * @param duplicates messages between nodes that may arrive a second time, in total
 * @param crashes crashes of nodes, in total; a crashed node is started again at some time
 * @param timers timers that may fire at each node
 */
public record Scope(int losses, int duplicates, int crashes, int timers) {

    /** Largest value of each bound. */
    public static final int BOUND_MAX = 1_000;

    public Scope {
        requireBound("losses", losses);
        requireBound("duplicates", duplicates);
        requireBound("crashes", crashes);
        requireBound("timers", timers);
    }

    private static void requireBound(String name, int bound) {
        if (bound < 0 || bound > BOUND_MAX) {
            throw new IllegalArgumentException(name + " is " + bound + "; expected 0 to " + BOUND_MAX);
        }
    }
}
