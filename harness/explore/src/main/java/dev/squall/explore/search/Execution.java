package dev.squall.explore.search;

import dev.squall.explore.state.StateKey;

/**
 * One execution of a system, which a search drives event by event. A search creates a new execution for each schedule
 * that it tries, so an execution never goes back. Not thread-safe.
 *
 * <p>An event is a {@code long} that names the same event in every execution in which it can happen. In particular, the
 * name does not depend on the order of events that are independent of it. The lowest {@link #VARIANT_BITS} bits
 * distinguish variants of one event, such as a delivery during which the receiver crashes. The variant 0 exists
 * whenever another variant does.
 *
 * <p>Two events are independent if their {@linkplain Footprint footprints} are. Executions must keep this promise:
 * independent events reach the same state in both orders, and neither makes the other possible. One may make the other
 * impossible only if both spend the same budget of faults. What a necessary event makes impossible was possible before
 * it, or would be made possible only by events that depend on it.
 */
public interface Execution {

    /** Number of the lowest bits of an event that name its variant. */
    int VARIANT_BITS = 12;

    /** Returns the events that can happen now, each once, always in the same order. Necessary events come first. */
    long[] enabled();

    /**
     * Returns the number of necessary events among {@link #enabled()}. A necessary event happens in every continuation,
     * unless an event that depends on it prevents it. If there is none, the schedule is complete: it may end here.
     */
    int necessary();

    /**
     * Lets an event happen.
     *
     * @param event an enabled event, or a variant of one
     * @return what the event read and changed
     */
    Footprint take(long event);

    /**
     * Returns the position, from 0, of the step that made an enabled event possible; -1 if the event was possible from
     * the start. The event can never happen before that step.
     */
    int cause(long event);

    /** Returns the variants of the last taken event that could have happened in its place and are never enabled. */
    long[] variants();

    /**
     * Returns true if {@code disabled} was possible before {@code taken} and no longer is, so that a search must try it
     * instead. Returns false if it was only the budget of faults that {@code taken} spent: {@code taken} itself has an
     * alternative that spends nothing.
     */
    boolean isAlternative(long taken, long disabled);

    /**
     * Returns an execution in the same state that goes on independently of this one; null if there is none, so that a
     * search must repeat the events from the beginning.
     */
    default Execution copy() {
        return null;
    }

    /**
     * Returns the key of the state, for searches that visit each state once. States with the same key have the same
     * future.
     *
     * @throws UnsupportedOperationException if the execution cannot tell its state
     */
    default StateKey state() {
        throw new UnsupportedOperationException("this execution does not tell its state");
    }

    /** Answer of {@link #canonical} for a variant that is no longer possible. */
    long GONE = -1;

    /**
     * Returns the name that an enabled event, or a variant of one, has in every execution which is in the same {@link
     * #state}. Keeps the variant. Returns {@link #GONE} for a variant that can never happen any more.
     */
    default long canonical(long event) {
        return event;
    }

    /** Returns variant 0 of an event. */
    static long base(long event) {
        return event >> VARIANT_BITS << VARIANT_BITS;
    }
}
