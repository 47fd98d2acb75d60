package dev.squall.junit;

import dev.squall.experiment.Experiment;
import dev.squall.run.Run;
import java.util.function.Function;

/**
 * Runner of experiments, for a {@link ChaosTest} method that takes a runner as a parameter. The method modifies the
 * experiment of the settings and the seed, and makes its runs itself.
 */
public final class ChaosRunner {

    private final Experiment experiment;
    private final Function<Experiment, Run> action;

    ChaosRunner(Experiment experiment, Function<Experiment, Run> action) {
        this.experiment = experiment;
        this.action = action;
    }

    /** Returns a new builder with the experiment of the settings and the seed. */
    public Experiment.Builder experiment() {
        return experiment.toBuilder();
    }

    /**
     * Makes a run, judges it, and keeps its files as described in {@link ChaosTest}.
     *
     * @throws IllegalArgumentException if the experiment is invalid; the message is one sentence
     * @throws RuntimeException if the outcome does not pass; the exception fails or aborts the invocation unless the
     *     method catches it
     */
    public Run run(Experiment.Builder changed) {
        return action.apply(changed.build());
    }
}
