package dev.squall.run.loop;

import dev.squall.client.Client;
import dev.squall.generator.Generator;
import java.util.List;

/** Clients' operations and faults of a run. */
interface Plan {

    /** Who speaks to the nodes. */
    Client client();

    /**
     * Returns the operations of the safety phase, which ends when they do.
     *
     * @param beginNanos when the phase begins
     */
    Generator operations(long beginNanos);

    /** The faults of the safety phase. */
    List<FaultDriver> faults(FaultSite site);

    /** Returns true if a liveness phase and final reads follow the safety phase. */
    boolean hasLivenessPhase();

    /** Returns true if the safety phase was written down, rather than drawn. */
    boolean isScripted();
}
