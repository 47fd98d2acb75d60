package dev.squall.cli.options;

import picocli.CommandLine;

/** Settings of picocli that all commands share. */
public final class CommandLines {

    /** Largest number of threads that a command accepts. */
    public static final int THREADS_MAX = 1_024;

    private CommandLines() {}

    /** Configures the parsing of option values, and returns the command line. */
    public static CommandLine configured(CommandLine commandLine) {
        return commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                // Arguments of a user's executable may begin with @, which picocli must not expand.
                .setExpandAtFiles(false)
                .registerConverter(int.class, new NumberConverters.ToInt())
                .registerConverter(Integer.class, new NumberConverters.ToInt())
                .registerConverter(long.class, new NumberConverters.ToLong())
                .registerConverter(Long.class, new NumberConverters.ToLong())
                .registerConverter(double.class, new NumberConverters.ToDouble())
                .registerConverter(Double.class, new NumberConverters.ToDouble());
    }
}
