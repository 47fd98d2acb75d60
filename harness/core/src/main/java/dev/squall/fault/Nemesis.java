package dev.squall.fault;

import java.util.function.Consumer;

/** One family of faults at work on one run's cluster. Used from the timeline's thread only. */
public interface Nemesis {

    /**
     * Does what its schedule asks for, now or, if it waits for its moment, a little later.
     *
     * @param report to be given, when it is done, what was done and seen, as EDN data for the history; when a fault is
     *     over, {@link #bite()} has counted it by then
     */
    void invoke(String function, Object value, Consumer<Object> report);

    /** Undoes all that is still in force. Idempotent. */
    void heal();

    /** What this family has done so far. */
    Bite bite();
}
