package dev.squall.run.loop;

import dev.squall.client.Client;
import dev.squall.generator.Generator;
import java.util.List;

/** What happens in a run: what its clients do, and which faults strike. */
interface Plan {

    /** Who speaks to the nodes. */
    Client client();

    /**
     * What the clients do in the safety phase, which is over when this is.
     *
     * @param beginNanos when the phase begins
     */
    Generator operations(long beginNanos);

    /** The faults of the safety phase. */
    List<FaultDriver> faults(FaultSite site);

    /** Whether a liveness phase and final reads follow the safety phase. */
    boolean hasLivenessPhase();

    /** Whether the safety phase was written down, rather than drawn. */
    boolean isScripted();
}
