package dev.squall.suite;

import dev.squall.check.Budget;
import dev.squall.experiment.Experiment;
import dev.squall.run.Run;
import dev.squall.run.RunFolder;
import dev.squall.world.WorldKind;
import java.util.Optional;

/** Maker of a suite's runs. Several threads may make simulated runs in parallel. */
interface Workbench {

    /** Returns the reason for which this machine cannot run a world, in one sentence; empty if it can. */
    Optional<String> whyAbsent(WorldKind world);

    /** Runs and judges a simulated experiment without saving files. */
    Run run(Experiment experiment, Budget budget);

    /**
     * Runs an experiment, records it in a folder, and judges it.
     *
     * @throws dev.squall.world.WorldException if the world of the run fails
     */
    Run record(Experiment experiment, Budget budget, RunFolder folder);

    /** Ends a real-time run early; the outcome of such a run is meaningless. */
    void stop();
}
