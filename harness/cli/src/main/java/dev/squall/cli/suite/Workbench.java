package dev.squall.cli.suite;

import dev.squall.check.Budget;
import dev.squall.experiment.Experiment;
import dev.squall.run.Run;
import dev.squall.run.RunFolder;
import java.util.List;
import java.util.Optional;

/** Makes and runs the experiments of a suite. Simulated runs may be asked for by several threads at once. */
public interface Workbench {

    /**
     * The experiment that {@code squall run} would make of some options; its seed is of no account.
     *
     * @param options as on the command line, such as {@code --nodes 5}
     * @throws IllegalArgumentException if it would not take them; the message is one sentence
     */
    Experiment experiment(String system, String world, List<String> options);

    /** Why this machine does not have a world, in one sentence; empty if it has. */
    Optional<String> whyAbsent(String world);

    /** Runs a simulated experiment and judges it, and keeps nothing. */
    Run run(Experiment experiment, Budget budget);

    /**
     * Runs an experiment, records it in a folder, and judges it there.
     *
     * @throws dev.squall.world.WorldException if its world failed
     */
    Run record(Experiment experiment, Budget budget, RunFolder folder);

    /** The line that runs the experiment again. */
    String repeatLine(Experiment experiment);

    /** Lets a run that is being recorded, in real time, end early: what it returns or throws means nothing then. */
    void stop();
}
