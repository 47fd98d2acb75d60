package dev.squall.cli;

import dev.squall.cluster.WorldException;
import dev.squall.experiment.Outcome;
import dev.squall.history.HistoryFormatException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code squall}. */
@Command(
        name = "squall",
        description = "Puts distributed systems under chaos and says which consistency they keep.",
        mixinStandardHelpOptions = true,
        versionProvider = Provenance.class,
        subcommands = {RunCommand.class, SweepCommand.class, CheckCommand.class, ListCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 valid, 1 violation, 2 unknown, 3 vacuous (the run proves nothing),",
            "254 wrong arguments, 255 the harness or its environment failed.",
            "",
            "Begin with: squall run raft-kv --faults partition,kill,clock --time-limit 30s"
        })
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec;

    private Main() {}

    /** Runs a command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(execute(arguments));
    }

    /** Runs a command and returns its exit code. */
    public static int execute(String... arguments) {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler(Main::onBadArguments);
        commandLine.setExecutionExceptionHandler((exception, line, parsed) -> onFailure(exception, line));
        return commandLine.execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command was given; expected run, sweep, check or list");
    }

    private static int onBadArguments(ParameterException exception, String[] arguments) {
        CommandLine line = exception.getCommandLine();
        line.getErr().println("squall: " + exception.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(exception, line.getErr())) {
            line.getErr().println("See: " + line.getCommandSpec().qualifiedName() + " --help");
        }
        return Outcome.BAD_ARGUMENTS_EXIT_CODE;
    }

    private static int onFailure(Exception exception, CommandLine line) {
        if (exception instanceof WorldException || exception instanceof HistoryFormatException) {
            line.getErr().println("squall: " + exception.getMessage());
        } else {
            line.getErr().println("squall: a defect of the harness, please report it with what follows: " + exception);
            exception.printStackTrace(line.getErr());
        }
        return Outcome.ERROR.exitCode();
    }
}
