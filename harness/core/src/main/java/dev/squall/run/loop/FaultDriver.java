package dev.squall.run.loop;

import dev.squall.fault.Evidence;
import dev.squall.run.loop.Script.ScriptedFault;
import java.util.List;

/** Makes faults strike in the safety phase of a run. Used on the timeline's thread. */
interface FaultDriver {

    /** Begins the safety phase. */
    void begin();

    /** Ends the safety phase: nothing strikes any more, and all is undone. */
    void stopAndHeal();

    /** Returns the evidence of what was done, by families. */
    List<Evidence> evidence();

    /** Returns the faults that were in force, in the order of injection; those that healing undid have no end. */
    List<ScriptedFault> injected();
}
