package dev.squall.fault;

/** One strike of a family: one fault, or several faults at the same moment. */
@FunctionalInterface
public interface Strike {

    /**
     * Draws the targets of the strike and injects its faults through the nemesis, now or at a suitable moment later.
     *
     * @param whenStruck runs when all faults of the strike are injected
     */
    void begin(Nemesis nemesis, Runnable whenStruck);
}
