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

/** Work of a single run: an experiment as it is drawn from its seed, or a scenario. */
interface Task {

    Experiment experiment();

    /** Returns a description of what is run, in words. */
    String introduction();

    /** Saves, beside the experiment, what else is needed to repeat the run. */
    void save(RunFolder folder);

    /** The command line that repeats the run that is kept in a folder. */
    String repeatLine(RunFolder folder);

    /** Returns what is to happen in the safety phase; empty if it is drawn from the seed. */
    Optional<Script> script();

    /** Tells whether what came of it is what was expected, if anything was. */
    void compare(Run run, PrintWriter out, Map<String, Object> json);

    /** A run of which all but the seed is left to chance. */
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
