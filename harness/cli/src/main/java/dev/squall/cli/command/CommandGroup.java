package dev.squall.cli.command;

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

    /** Returns the names of the subcommands. */
    public static String commands(CommandLine group) {
        return String.join(", ", group.getSubcommands().keySet());
    }
}
