package dev.squall.cli.command;

import dev.squall.cli.print.RunText;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.RepeatLine;
import dev.squall.run.Run;
import dev.squall.run.RunFolder;
import dev.squall.run.loop.Script;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;

/** Task of a single run: an experiment drawn from its seed, or a scenario. */
interface Task {

    Experiment experiment();

    /** Returns a description of the run for the user. */
    String introduction();

    /** Saves the additional files that are needed to repeat the run. */
    void save(RunFolder folder);

    /** Returns the command line that repeats the run in a folder. */
    String repeatLine(RunFolder folder);

    /** Returns the script of the safety phase; empty if operations and faults are drawn from the seed. */
    Optional<Script> script();

    /** Compares the run with the expected anomaly, if there is one, and prints the result. */
    void compare(Run run, PrintWriter out, Map<String, Object> json);

    /** Task of a run whose operations and faults are drawn from the seed. */
    record Drawn(Experiment experiment) implements Task {

        @Override
        public String introduction() {
            return RunText.introduction(experiment);
        }

        @Override
        public void save(RunFolder folder) {}

        @Override
        public String repeatLine(RunFolder folder) {
            return RepeatLine.of(experiment);
        }

        @Override
        public Optional<Script> script() {
            return Optional.empty();
        }

        @Override
        public void compare(Run run, PrintWriter out, Map<String, Object> json) {}
    }
}
