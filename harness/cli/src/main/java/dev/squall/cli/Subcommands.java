package dev.squall.cli;

import dev.squall.cli.command.CheckCommand;
import dev.squall.cli.command.CompletionCommand;
import dev.squall.cli.command.ExportCommand;
import dev.squall.cli.command.GalleryCommand;
import dev.squall.cli.command.HelpCommand;
import dev.squall.cli.command.LecturesCommand;
import dev.squall.cli.command.ListCommand;
import dev.squall.cli.command.PlayCommand;
import dev.squall.cli.command.ReportCommand;
import dev.squall.cli.command.RunCommand;
import dev.squall.cli.command.ServeCommand;
import dev.squall.cli.command.ShowCommand;
import dev.squall.cli.command.SuiteCommand;
import dev.squall.cli.command.SweepCommand;
import dev.squall.cli.command.VerifyCommand;
import dev.squall.cli.command.engine.DockerCommand;
import dev.squall.cli.command.engine.ImageCommand;
import dev.squall.cli.command.mutate.MutateCommand;
import dev.squall.cli.command.runs.CleanCommand;
import dev.squall.cli.command.runs.CompareCommand;
import dev.squall.cli.command.schedule.ExploreCommand;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Commands of the command line. Only the command that the arguments name is read with all its options, since reading
 * all commands by reflection would take most of a short command's time. The others have a name and a description.
 */
final class Subcommands {

    private static final List<Class<?>> COMMANDS = List.of(
            LecturesCommand.class,
            RunCommand.class,
            SweepCommand.class,
            ExploreCommand.class,
            PlayCommand.class,
            MutateCommand.class,
            SuiteCommand.class,
            CheckCommand.class,
            VerifyCommand.class,
            ExportCommand.class,
            ReportCommand.class,
            ServeCommand.class,
            ShowCommand.class,
            CompareCommand.class,
            CleanCommand.class,
            GalleryCommand.class,
            ListCommand.class,
            ImageCommand.class,
            DockerCommand.class,
            HelpCommand.class,
            CompletionCommand.class);

    private Subcommands() {}

    /** Adds all commands to the command line, in the order of its help, and returns it. */
    static CommandLine addedTo(CommandLine commandLine, String... arguments) {
        List<String> words = Arrays.asList(arguments);
        // A completion script has the options of all commands.
        boolean all = words.contains(CompletionCommand.NAME);
        for (Class<?> type : COMMANDS) {
            Command declared = type.getAnnotation(Command.class);
            commandLine.addSubcommand(
                    declared.name(),
                    all || words.contains(declared.name())
                            ? new CommandLine(type)
                            : new CommandLine(described(declared)));
        }
        return commandLine;
    }

    private static CommandSpec described(Command declared) {
        CommandSpec spec = CommandSpec.create().name(declared.name());
        spec.usageMessage().description(declared.description());
        return spec;
    }
}
