package dev.squall.nemesis;

/** One family of faults at work on one run's cluster. Used from the timeline's thread only. */
public interface Nemesis {

    /**
     * Does what its schedule asks for.
     *
     * @return what was done and seen, as EDN data for the history
     */
    Object invoke(String function, Object value);

    /** Undoes all that is still in force. Idempotent. */
    void heal();

    /** What this family has done so far. */
    Bite bite();
}
