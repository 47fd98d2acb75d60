package dev.squall.cli;

import dev.squall.cli.catalogue.Catalogue;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.SystemUnderTest;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A simulated experiment that is written as the arguments of {@code squall sweep}.
 *
 * @param swarm whether each seed draws its faults
 */
record SweepLine(SystemUnderTest system, Experiment experiment, boolean swarm) {

    @Command
    private static final class Arguments {

        @Parameters
        private String systemName;

        @Option(names = "--no-swarm")
        private boolean noSwarm;

        @Mixin
        private ExperimentOptions options = new ExperimentOptions();
    }

    /**
     * @param line a system and options, between single spaces
     * @throws CommandLine.ParameterException if {@code squall sweep} would not take it
     */
    static SweepLine parse(String line, long firstSeed) {
        Arguments arguments = new Arguments();
        CommandLine commandLine = Main.configured(new CommandLine(arguments));
        commandLine.parseArgs(line.split(" "));
        SystemUnderTest system = Catalogue.system(arguments.systemName)
                .orElseThrow(() -> new CommandLine.ParameterException(
                        commandLine, "there is no system '" + arguments.systemName + "'; see squall list"));
        Experiment experiment =
                arguments.options.toExperiment(system, List.of(), Experiment.SIMULATED, firstSeed, commandLine);
        return new SweepLine(system, experiment, !arguments.noSwarm);
    }
}
