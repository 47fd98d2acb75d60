package dev.squall.cli.command.schedule;

import dev.squall.cli.options.ScheduleFiles;
import dev.squall.cli.print.ExploreText;
import dev.squall.cli.print.JsonOutput;
import dev.squall.experiment.Outcome;
import dev.squall.explore.Counterexample;
import dev.squall.explore.Exploration;
import dev.squall.explore.Explorer;
import dev.squall.explore.ScheduleFaults;
import dev.squall.explore.ScheduleFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A schedule of a file, run once more. */
public final class RepeatedSchedule {

    private RepeatedSchedule() {}

    /**
     * Runs the schedule, prints it with its verdict, and returns the exit code.
     *
     * @throws ParameterException if the file is no schedule, or a step of it is not possible
     */
    public static int repeat(Path path, boolean json, CommandLine commandLine) {
        ScheduleFile file = ScheduleFiles.read(path, commandLine);
        Exploration exploration = ScheduleFiles.exploration(path, file, commandLine);
        Counterexample schedule;
        try {
            schedule = Explorer.replay(exploration, file.steps());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, path + ": " + e.getMessage(), e);
        }
        PrintWriter out = json ? commandLine.getErr() : commandLine.getOut();
        Outcome outcome = ExploreText.outcome(schedule);
        ExploreText text = new ExploreText(exploration, out);
        text.printScope();
        text.printSchedule(outcome, schedule);
        List<String> steps = file.steps();
        ScheduleFaults.notWithstood(exploration.settings().system(), steps)
                .ifPresent(sentence -> out.println("  note: " + sentence));
        printComparison(file.anomaly(), schedule.verdict().anomaly(), out);
        if (json) {
            JsonOutput.print(ExploreText.toJson(outcome, schedule), commandLine.getOut());
        }
        return outcome.exitCode();
    }

    private static void printComparison(String named, String shown, PrintWriter out) {
        String expected = named.isEmpty() ? "no anomaly" : named;
        out.println(
                named.equals(shown)
                        ? "  as the file says: " + expected
                        : "  NOT as the file says: it names " + expected + "; this run shows "
                                + (shown.isEmpty() ? "none" : shown));
        out.flush();
    }
}
