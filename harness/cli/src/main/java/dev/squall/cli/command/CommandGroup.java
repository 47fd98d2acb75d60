package dev.squall.cli.command;

import dev.squall.system.NearestNames;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that requires a subcommand. */
public abstract class CommandGroup implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "no command was given; expected one of " + commands(spec.commandLine()));
    }

    /** Returns the message about a word that is no subcommand. */
    public static String unknown(String word, CommandLine group) {
        return "there is no command '" + word + "'; "
                + NearestNames.didYouMean(word, group.getSubcommands().keySet(), "expected one of " + commands(group));
    }

    /** Returns the names of the subcommands. */
    public static String commands(CommandLine group) {
        return String.join(", ", group.getSubcommands().keySet());
    }
}
