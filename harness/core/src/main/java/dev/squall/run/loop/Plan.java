package dev.squall.run.loop;

import dev.squall.client.Client;
import dev.squall.generator.Generator;
import java.util.List;

/** Plan of a run: the operations of its clients, and its faults. */
interface Plan {

    /** Returns the client that speaks with the nodes. */
    Client client();

    /**
     * Returns the operations of the safety phase; when they end, the phase ends.
     *
     * @param beginNanos time at which the phase begins
     */
    Generator operations(long beginNanos);

    /** Returns the drivers of faults in the safety phase. */
    List<FaultDriver> faults(FaultSite site);

    /** Returns true if a liveness phase and final reads follow the safety phase. */
    boolean hasLivenessPhase();

    /** Returns true if the safety phase is scripted, rather than drawn from the seed. */
    boolean isScripted();
}
