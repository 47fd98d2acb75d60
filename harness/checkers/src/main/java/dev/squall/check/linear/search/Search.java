package dev.squall.check.linear.search;

import dev.squall.check.Meter;
import java.util.Set;

/** One way to look for an order of the calls that explains the history. It can be interrupted and goes on. */
public interface Search {

    /** Outcomes of a search so far. */
    enum Outcome {
        /** There is an order. */
        FOUND,
        /** There is none. */
        REFUTED,
        /** Its steps were used up. */
        PAUSED
    }

    /** Returns the search's name in a verdict. */
    String method();

    /**
     * Goes on for about so many steps: a step is a configuration expanded, or comparisons that cost as much. So it does
     * not depend on the machine how far it comes.
     *
     * @throws Meter.Spent if time or memory ran out
     */
    Outcome run(long steps);

    /** Returns how many configurations were expanded by now. */
    long expanded();

    /** Returns the furthest layer that was reached: behind a refutation, the one whose call no order can place. */
    int deepestLayer();

    /** Returns true if a refutation comes to light at the very call that cannot be placed, and not before. */
    boolean isExact();

    /** Returns the states in which the furthest layer was seen. */
    Set<Integer> statesInDeepestLayer();

    /**
     * Behind {@link Outcome#FOUND}: which calls were placed in what order, without the observers that were placed at
     * once; an uncompleted call stands as the complement of its crash class. Null if the search does not remember.
     */
    int[] trail();

    /** Gives memory back; the search is of no more use. */
    void release();
}
