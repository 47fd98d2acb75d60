package dev.squall.cli.command;

import dev.squall.check.Budget;
import dev.squall.cli.print.Progress;
import dev.squall.cli.print.ProgressRecorder;
import dev.squall.cli.print.RunText;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.report.RunPage;
import dev.squall.report.page.ReportException;
import dev.squall.run.Provenance;
import dev.squall.run.Run;
import dev.squall.run.RunFolder;
import dev.squall.run.RunPipeline;
import dev.squall.run.RunSettings;
import dev.squall.run.RunSummary;
import dev.squall.run.loop.Recording;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.world.WorldException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** One run in its folder, with its progress and verdict printed. */
public final class SingleRun {

    private final Task task;
    private final Experiment experiment;
    private final RunFolder folder;
    private final SystemUnderTest system;
    private final PrintWriter out;
    private final PrintWriter err;
    private boolean reporting = true;

    /**
     * @param out writer for the output about the run
     * @param err receives error messages
     */
    public SingleRun(Task task, SystemUnderTest system, RunFolder folder, PrintWriter out, PrintWriter err) {
        this.task = task;
        this.experiment = task.experiment();
        this.folder = folder;
        this.system = system;
        this.out = out;
        this.err = err;
    }

    /** Disables the HTML page of the run. */
    SingleRun withoutReport() {
        reporting = false;
        return this;
    }

    /**
     * Result of a run.
     *
     * @param json result as JSON data
     */
    public record Conclusion(int exitCode, Map<String, Object> json) {}

    /**
     * Runs the experiment, judges it and prints the result. An interruption ends the run or its judging without a
     * verdict.
     *
     * @throws WorldException if the world fails; the folder then contains the records up to the failure
     */
    public Conclusion execute(Budget budget, Progress progress) {
        RunSettings settings = RunSettings.of(
                        experiment, system, Systems.installed().workload(experiment))
                .withScript(task.script())
                .withBudget(budget)
                .withFollower(new ProgressRecorder(progress, experiment))
                .onSetUp(Progress::tellSetUp);
        RunPipeline run = RunPipeline.keptIn(folder, settings, Provenance.of(task.repeatLine(folder)));
        task.save(folder);
        out.println(task.introduction());
        out.println("recorded in " + folder.path());
        out.flush();
        run.createWorld();
        try (Interruption interruption = new Interruption(run::stop, this::sayFarewell)) {
            return execute(run, progress, interruption);
        }
    }

    private Conclusion execute(RunPipeline pipeline, Progress progress, Interruption interruption) {
        Recording recording;
        try (progress) {
            recording = pipeline.record();
        } catch (WorldException e) {
            interruption.recorded();
            if (interruption.claimFailure()) {
                throw new WorldException(e.getMessage() + "\n" + whatWasRecorded(), e);
            }
            return interrupted();
        }
        interruption.recorded();
        if (interruption.happened()) {
            return interrupted();
        }
        Run run = pipeline.judge(recording);
        return interruption.claim() ? conclude(run, pipeline) : interrupted();
    }

    private void sayFarewell() {
        out.println("INTERRUPTED: no verdict. " + whatWasRecorded());
        out.flush();
    }

    private String whatWasRecorded() {
        String logs = !experiment.world().isVirtual()
                ? "; what nodes wrote to their standard error is in " + folder.nodesFolder()
                : "";
        return (hasRecords()
                        ? "What was recorded until then can be checked: ./squall check " + folder.path()
                        : "No operation was recorded")
                + logs;
    }

    private boolean hasRecords() {
        try {
            return Files.size(folder.historyFile()) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Conclusion interrupted() {
        return new Conclusion(Interruption.EXIT_CODE, Map.of("outcome", "interrupted"));
    }

    /** Prints the verdict and then saves it, so that the verdict is printed even if saving fails. */
    private Conclusion conclude(Run run, RunPipeline pipeline) {
        Map<String, Object> json = RunSummary.of(run);
        json.put("folder", folder.path().toString());
        json.put("command", task.repeatLine(folder));
        RunText.print(run, out);
        task.compare(run, out, json);
        out.println("  again: " + task.repeatLine(folder));
        out.flush();
        Outcome outcome = run.outcome();
        try {
            keep(run, pipeline, json);
        } catch (WorldException | ReportException e) {
            outcome = Outcome.worst(List.of(outcome, Outcome.ERROR));
            err.println("squall: " + e.getMessage());
            json.put("outcome", outcome.word());
            json.put("error", e.getMessage());
        }
        return new Conclusion(outcome.exitCode(), json);
    }

    private void keep(Run run, RunPipeline pipeline, Map<String, Object> json) {
        pipeline.keep(run);
        if (!reporting) {
            return;
        }
        pipeline.keepCertificate(run);
        String report = pipeline.render(RunPage::write).toString();
        json.put("report", report);
        out.println("  report: " + report);
        out.flush();
    }
}
