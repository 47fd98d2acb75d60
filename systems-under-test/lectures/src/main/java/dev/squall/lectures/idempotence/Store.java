package dev.squall.lectures.idempotence;

import dev.squall.lectures.eventual.Timestamp;

/** State of a server that executes every request that arrives, retries included. */
public interface Store {

    /** Name of the operation that adds an element to a set, or a number to a counter. */
    String ADD = "add";

    /** Name of the operation that removes an element from a set. */
    String REMOVE = "remove";

    /**
     * Executes an operation.
     *
     * @param t timestamp of the operation, unique, and the same in each retry
     * @param function {@link #ADD} or {@link #REMOVE}
     * @param argument the element, or the number to add
     * @return true if the value has changed
     */
    boolean execute(Timestamp t, String function, long argument);

    /** Returns the value for reads, as JSON. */
    Object value();
}
