package dev.squall.check.linear.search;

import dev.squall.check.Meter;
import java.util.Set;

/** Resumable search for a linearization of the calls on one object. */
public interface Search {

    /** Outcomes of a search so far. */
    enum Outcome {
        /** The search found a linearization. */
        FOUND,
        /** The search proved that no linearization exists. */
        REFUTED,
        /** The search used up its steps and can be resumed. */
        PAUSED
    }

    /** Returns the search's name in a verdict. */
    String method();

    /**
     * Resumes the search for about {@code steps} steps. A step is an expanded configuration, or a number of comparisons
     * with the same cost. So the progress does not depend on the machine's speed.
     *
     * @throws Meter.Spent if the time or memory budget is spent
     */
    Outcome run(long steps);

    /** Returns the number of configurations expanded so far. */
    long expanded();

    /** Returns the deepest layer reached. After an exact refutation, that layer's call is unplaceable. */
    int deepestLayer();

    /** Returns true if a refutation always identifies the first unplaceable call. */
    boolean isExact();

    /** Returns the states in which the search reached the deepest layer. */
    Set<Integer> statesInDeepestLayer();

    /**
     * Returns the placed calls in order after {@link Outcome#FOUND}, without the observers that were placed
     * immediately. An uncompleted call appears as the complement of its crash class. Returns null if the search does
     * not record the order.
     */
    int[] trail();

    /** Releases the memory; the search must not be used afterwards. */
    void release();
}
