package dev.squall.cli;

import dev.squall.cli.catalogue.Catalogue;
import dev.squall.experiment.Experiment;
import dev.squall.system.SystemUnderTest;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * An experiment that is written as the arguments of {@code squall sweep}.
 *
 * @param swarm whether each seed draws its faults
 * @param namesFaults whether the faults are named, rather than all that there are
 */
record SweepLine(SystemUnderTest system, Experiment experiment, boolean swarm, boolean namesFaults) {

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
        return parse(line, firstSeed, Experiment.SIMULATED);
    }

    /** As {@link #parse(String, long)}, in another world. */
    static SweepLine parse(String line, long firstSeed, String world) {
        Arguments arguments = new Arguments();
        CommandLine commandLine = Main.configured(new CommandLine(arguments));
        commandLine.parseArgs(line.split(" "));
        SystemUnderTest system = Catalogue.system(arguments.systemName)
                .orElseThrow(() -> new CommandLine.ParameterException(
                        commandLine, "there is no system '" + arguments.systemName + "'; see squall list"));
        Experiment experiment = arguments.options.toExperiment(system, List.of(), world, firstSeed, commandLine);
        boolean namesFaults = commandLine.getParseResult().hasMatchedOption("--faults");
        return new SweepLine(system, experiment, !arguments.noSwarm, namesFaults);
    }
}
