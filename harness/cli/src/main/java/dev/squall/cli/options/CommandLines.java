package dev.squall.cli.options;

import picocli.CommandLine;

/** Settings of picocli that all commands share. */
public final class CommandLines {

    /** Most threads that a command may be asked to work with. */
    public static final int THREADS_MAX = 1_024;

    private CommandLines() {}

    /** Sets how values are spelled, and returns the command line. */
    public static CommandLine configured(CommandLine commandLine) {
        return commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                // The arguments of somebody's executable may begin with @, and mean what they mean to it.
                .setExpandAtFiles(false)
                .registerConverter(int.class, new NumberConverters.ToInt())
                .registerConverter(Integer.class, new NumberConverters.ToInt())
                .registerConverter(long.class, new NumberConverters.ToLong())
                .registerConverter(Long.class, new NumberConverters.ToLong())
                .registerConverter(double.class, new NumberConverters.ToDouble())
                .registerConverter(Double.class, new NumberConverters.ToDouble());
    }
}
