package dev.squall.cli.command.engine;

import dev.squall.cli.command.CommandGroup;
import picocli.CommandLine.Command;

@Command(
        name = "image",
        description = "Builds, lists and removes the images of nodes in containers.",
        mixinStandardHelpOptions = true,
        subcommands = {ImageBuildCommand.class, ImageListCommand.class, ImagePruneCommand.class},
        synopsisSubcommandLabel = "COMMAND")
public final class ImageCommand extends CommandGroup {}
