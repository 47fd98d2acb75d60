package dev.squall.junit;

import dev.squall.experiment.Experiment;
import dev.squall.run.Run;
import java.util.function.Function;

/**
 * Runner of experiments, for a {@link ChaosTest} method that takes it as a parameter: the method changes what the
 * settings and the seed say, and makes its runs itself.
 */
public final class ChaosRunner {

    private final Experiment experiment;
    private final Function<Experiment, Run> action;

    ChaosRunner(Experiment experiment, Function<Experiment, Run> action) {
        this.experiment = experiment;
        this.action = action;
    }

    /** Returns a new builder of the experiment that the settings and the seed say. */
    public Experiment.Builder experiment() {
        return experiment.toBuilder();
    }

    /**
     * Makes a run, judges it, and keeps it as {@link ChaosTest} says.
     *
     * @throws IllegalArgumentException if the experiment makes no sense; the message is one sentence
     * @throws RuntimeException what would fail or abort the invocation, if the outcome is not one that passes
     */
    public Run run(Experiment.Builder changed) {
        return action.apply(changed.build());
    }
}
