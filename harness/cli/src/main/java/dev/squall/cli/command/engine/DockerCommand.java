package dev.squall.cli.command.engine;

import dev.squall.cli.command.CommandGroup;
import picocli.CommandLine.Command;

@Command(
        name = "docker",
        description = "Removes what killed runs with --world docker have left in the container engine.",
        mixinStandardHelpOptions = true,
        subcommands = DockerPruneCommand.class,
        synopsisSubcommandLabel = "COMMAND")
public final class DockerCommand extends CommandGroup {}
