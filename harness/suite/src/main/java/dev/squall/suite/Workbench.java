package dev.squall.suite;

import dev.squall.check.Budget;
import dev.squall.experiment.Experiment;
import dev.squall.run.Run;
import dev.squall.run.RunFolder;
import dev.squall.world.WorldKind;
import java.util.Optional;

/** Maker of a suite's runs. Simulated runs may be asked for by several threads at once. */
interface Workbench {

    /** Returns why this machine does not have a world, in one sentence; empty if it has. */
    Optional<String> whyAbsent(WorldKind world);

    /** Runs a simulated experiment and judges it, and keeps nothing. */
    Run run(Experiment experiment, Budget budget);

    /**
     * Runs an experiment, records it in a folder, and judges it there.
     *
     * @throws dev.squall.world.WorldException if its world failed
     */
    Run record(Experiment experiment, Budget budget, RunFolder folder);

    /** Ends a run in real time early; its outcome then means nothing. */
    void stop();
}
