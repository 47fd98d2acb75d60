package dev.squall.junit;

import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.run.Run;
import dev.squall.run.Worlds;
import dev.squall.world.WorldException;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * JUnit extension of one invocation. The extension makes the seed's run before the test method, and calls the method
 * only if the outcome passes. If the method takes a {@link ChaosRunner}, the method makes the runs instead.
 */
final class SeedExtension implements BeforeTestExecutionCallback, AfterTestExecutionCallback, ParameterResolver {

    private final Settings settings;
    private final Experiment experiment;
    private final Optional<Expectation> expectation;
    private Run run;

    /**
     * @param experiment experiment of the settings with the seed, and with the swarm's choices for the seed
     * @param expectation expectation that all invocations share; empty if there is none
     */
    SeedExtension(Settings settings, Experiment experiment, Optional<Expectation> expectation) {
        this.settings = settings;
        this.experiment = experiment;
        this.expectation = expectation;
    }

    /** Returns true if the method makes its runs itself. */
    private static boolean makesRuns(ExtensionContext context) {
        return ChaosTestExtension.takes(context, ChaosRunner.class);
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        if (!makesRuns(context)) {
            make(experiment, context);
        }
    }

    /** Fails a method that has a runner but made no run, because such a method has tested nothing. */
    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (run == null && context.getExecutionException().isEmpty()) {
            throw new AssertionFailedError("seed " + experiment.seed()
                    + ": the method made no run; expected a call of run(...) of its ChaosRunner");
        }
    }

    /**
     * Makes a run, and fails the test if the outcome does not pass.
     *
     * @throws TestAbortedException if the machine cannot run the experiment's world
     * @throws AssertionFailedError if the outcome is a violation, unknown or vacuous, and does not pass
     * @throws WorldException if the run itself failed, so that nothing is known about the system
     */
    private Run make(Experiment made, ExtensionContext context) {
        Worlds.require(made, settings.system());
        Worlds.whyAbsent(made.world()).ifPresent(reason -> {
            throw new TestAbortedException("the world " + made.world() + " is absent: " + reason);
        });
        RunKeeper keeper = new RunKeeper(settings, made, Repetition.commandLine(context, experiment.seed()));
        try {
            run = keeper.run();
        } catch (RuntimeException e) {
            throw new WorldException(failure(keeper).text(e), e);
        }
        pass(run, keeper, context);
        return run;
    }

    private void pass(Run made, RunKeeper keeper, ExtensionContext context) {
        boolean isExpected = expectation.map(anomaly -> anomaly.isMetBy(made)).orElse(false);
        boolean isAllowed = settings.allowed().contains(made.outcome())
                || expectation.isPresent() && isToleratedWhenExpectingViolation(made.outcome());
        if (isExpected || isAllowed) {
            context.publishReportEntry(
                    isExpected ? "expected" : "allowed", failure(keeper).text(made));
        } else if (made.outcome() != Outcome.VALID) {
            keeper.keepWithPage(made);
            String message = failure(keeper).text(made);
            if (made.outcome() == Outcome.ERROR) {
                throw new WorldException(message);
            }
            throw new AssertionFailedError(message);
        }
    }

    private static boolean isToleratedWhenExpectingViolation(Outcome outcome) {
        return outcome == Outcome.UNKNOWN || outcome == Outcome.VACUOUS;
    }

    private RunFailure failure(RunKeeper keeper) {
        return new RunFailure(keeper, settings.expected());
    }

    /** Returns true only for parameters of the test method, because no run exists before the test method. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return (type == Run.class || type == ChaosRunner.class)
                && context.getTestMethod()
                        .map(parameter.getDeclaringExecutable()::equals)
                        .orElse(false);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Run.class
                ? run
                : new ChaosRunner(experiment, built -> make(built, context));
    }
}
