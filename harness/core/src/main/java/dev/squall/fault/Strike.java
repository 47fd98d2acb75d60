package dev.squall.fault;

/** One strike of a family: one fault, or several at the same moment. */
@FunctionalInterface
public interface Strike {

    /**
     * Draws the targets and injects the faults through the nemesis, now or when their moment has come.
     *
     * @param whenStruck runs when the strike is done
     */
    void begin(Nemesis nemesis, Runnable whenStruck);
}
