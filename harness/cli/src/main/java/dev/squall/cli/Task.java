package dev.squall.cli;

import dev.squall.experiment.Experiment;
import dev.squall.run.Recorder;
import dev.squall.run.Run;
import dev.squall.run.RunFolder;
import dev.squall.run.Runner;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.Workload;
import dev.squall.world.World;
import java.io.PrintWriter;
import java.util.Map;

/** What a single run is to do: an experiment as it is drawn from its seed, or a scenario. */
interface Task {

    Experiment experiment();

    /** What is run, in words. */
    String introduction();

    /** Saves, beside the experiment, what else is needed to repeat the run. */
    void save(RunFolder folder);

    /** The command line that repeats the run that is kept in a folder. */
    String repeatLine(RunFolder folder);

    Runner.Recording record(SystemUnderTest system, Workload workload, World world, Recorder recorder);

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
        public Runner.Recording record(SystemUnderTest system, Workload workload, World world, Recorder recorder) {
            return Runner.record(experiment, system, workload, world, recorder);
        }

        @Override
        public void compare(Run run, PrintWriter out, Map<String, Object> json) {}
    }
}
