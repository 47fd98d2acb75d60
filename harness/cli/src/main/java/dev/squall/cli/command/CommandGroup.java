package dev.squall.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that does nothing without one of its subcommands. */
public abstract class CommandGroup implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "no command was given; expected one of " + commands(spec.commandLine()));
    }

    /** The names of its subcommands. */
    public static String commands(CommandLine group) {
        return String.join(", ", group.getSubcommands().keySet());
    }
}
