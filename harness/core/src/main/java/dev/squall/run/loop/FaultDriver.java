package dev.squall.run.loop;

import dev.squall.fault.Bite;
import java.util.List;

/** Makes faults strike in the safety phase of a run. On the timeline's thread. */
interface FaultDriver {

    /** The safety phase begins. */
    void begin();

    /** The safety phase is over: nothing strikes any more, and all is undone. */
    void stopAndHeal();

    /** What was done, by families. */
    List<Bite> bites();
}
