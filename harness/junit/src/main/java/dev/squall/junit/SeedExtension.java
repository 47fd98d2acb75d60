package dev.squall.junit;

import dev.squall.check.Budget;
import dev.squall.cluster.WorldException;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.FileRecorder;
import dev.squall.experiment.Outcome;
import dev.squall.experiment.Recorder;
import dev.squall.experiment.Run;
import dev.squall.experiment.RunFolder;
import dev.squall.experiment.Runner;
import dev.squall.experiment.World;
import dev.squall.node.Vocabulary;
import dev.squall.node.wire.WireCodec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.AssertionFailedError;

/**
 * Makes the run of one seed before the test method, which is called only if the outcome is valid or allowed. For one
 * invocation.
 */
final class SeedExtension implements BeforeTestExecutionCallback, ParameterResolver {

    private final Settings settings;
    private final Experiment experiment;
    private Optional<RunFolder> folder = Optional.empty();
    private Run run;

    /**
     * @param experiment the settings' own, with the seed and what a swarm drew from it
     */
    SeedExtension(Settings settings, Experiment experiment) {
        this.settings = settings;
        this.experiment = experiment;
    }

    /**
     * @throws AssertionFailedError if the system is not shown to keep what it claims
     * @throws WorldException if the run failed itself, and so says nothing of the system
     */
    @Override
    public void beforeTestExecution(ExtensionContext context) {
        String again = Repetition.commandLine(context, experiment.seed());
        try {
            run = run(again);
            keepVerdict();
        } catch (RuntimeException e) {
            throw new WorldException(failure(again).text(e), e);
        }
        if (run.outcome() == Outcome.VALID) {
            return;
        }
        String message = failure(again).text(run);
        if (settings.allowed().contains(run.outcome())) {
            context.publishReportEntry("allowed", message);
        } else if (run.outcome() == Outcome.ERROR) {
            throw new WorldException(message);
        } else {
            throw new AssertionFailedError(message);
        }
    }

    private RunFailure failure(String again) {
        return new RunFailure(experiment, folder.map(RunFolder::path), again);
    }

    private Run run(String again) {
        folder = settings.runs().map(runs -> create(runs, experiment));
        if (folder.isEmpty()) {
            return judge(record(Recorder.NONE));
        }
        folder.get().writeExperiment(experiment, Map.of("command", again));
        Runner.Recording recording;
        try (FileRecorder recorder = new FileRecorder(folder.get().path(), new WireCodec(vocabulary()))) {
            recording = record(recorder);
        }
        return judge(recording);
    }

    private void keepVerdict() {
        try {
            folder.ifPresent(kept -> kept.writeVerdict(run));
        } catch (WorldException e) {
            // A violation is more severe than a harness that cannot write, and must be told.
            if (run.outcome() != Outcome.VIOLATION) {
                throw e;
            }
        }
    }

    /** One at a time: the link to the latest run is shared by tests that run in parallel. */
    private static synchronized RunFolder create(Path runs, Experiment experiment) {
        return RunFolder.create(runs, experiment, Instant.now());
    }

    private Vocabulary vocabulary() {
        return settings.system()
                .program()
                .orElseThrow()
                .vocabulary()
                .withBodies(settings.workload().vocabulary());
    }

    private Runner.Recording record(Recorder recorder) {
        World world = Runner.simulatedWorld(experiment, settings.system());
        return Runner.record(experiment, settings.system(), settings.workload(), world, recorder);
    }

    private Run judge(Runner.Recording recording) {
        return Runner.judge(recording, settings.workload(), Budget.DEFAULT);
    }

    /** Only the test method has it: before, there is no run yet. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Run.class
                && context.getTestMethod()
                        .map(parameter.getDeclaringExecutable()::equals)
                        .orElse(false);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return run;
    }
}
