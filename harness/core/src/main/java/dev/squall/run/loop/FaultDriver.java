package dev.squall.run.loop;

import dev.squall.fault.Evidence;
import dev.squall.run.loop.Script.ScriptedFault;
import java.util.List;

/** Driver of faults in the safety phase of a run. All methods are called on the timeline's thread. */
interface FaultDriver {

    /** Begins to inject faults, at the start of the safety phase. */
    void begin();

    /** Injects no more faults and undoes all faults in force, at the end of the safety phase. */
    void stopAndHeal();

    /** Returns the evidence of the injected faults, by family. */
    List<Evidence> evidence();

    /**
     * Returns the faults that were in force, in the order of injection; faults that the final healing undid have no
     * end.
     */
    List<ScriptedFault> injected();
}
