package dev.squall.cli;

import dev.squall.cli.command.CommandGroup;
import dev.squall.cli.command.Version;
import dev.squall.cli.options.CommandLines;
import dev.squall.cli.print.JsonOutput;
import dev.squall.cli.print.Progress;
import dev.squall.cli.print.VerdictWriter;
import dev.squall.experiment.Outcome;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.PlainText;
import dev.squall.system.NearestNames;
import dev.squall.world.WorldException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code squall}. */
@Command(
        name = "squall",
        description = "Puts distributed systems under chaos and says which consistency they keep.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 valid, 1 violation, 2 unknown, 3 vacuous (the run proves nothing),",
            "254 wrong arguments, 255 the harness or its environment failed,",
            "130 interrupted by Ctrl-C, 143 by SIGTERM: no verdict.",
            "",
            "Begin with: squall run raft-kv --faults partition,kill,clock --time-limit 30s"
        })
public final class Main extends CommandGroup {

    /**
     * System property with the exit code for a violation. The launcher sets the property, because a JVM that cannot
     * start exits with 1 too.
     */
    private static final String VIOLATION_EXIT_CODE_PROPERTY = "squall.violation-exit-code";

    @Spec
    private CommandSpec spec;

    private Main() {}

    /** Rejects the option, which only the launcher can handle: the class path of a running JVM is fixed. */
    @Option(
            names = "--class-path",
            paramLabel = "JAR[:JAR]",
            description = "Jars with systems of your own (or SQUALL_CLASS_PATH); the launcher adds them.")
    void classPath(String jars) {
        throw new ParameterException(
                spec.commandLine(),
                "--class-path is for the launcher ./squall; expected these jars in java -cp: " + jars);
    }

    /** Runs a command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        int exitCode = execute(arguments);
        System.exit(
                exitCode == Outcome.VIOLATION.exitCode()
                        ? Integer.getInteger(VIOLATION_EXIT_CODE_PROPERTY, exitCode)
                        : exitCode);
    }

    /** Runs a command and returns its exit code. On a terminal, the words of verdicts have colours. */
    public static int execute(String... arguments) {
        return run(
                VerdictWriter.of(new PrintWriter(System.out, true), Progress.isTerminal(), System.getenv()),
                new PrintWriter(System.err, true),
                arguments);
    }

    /**
     * Runs a command and returns its exit code. No failure of the harness returns the exit code of a violation. Control
     * characters from nodes, histories and file names are escaped, so that they cannot control the terminal.
     *
     * @param out receives the output
     * @param err receives error messages
     */
    public static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        return run(VerdictWriter.of(out, false, Map.of()), err, arguments);
    }

    private static int run(PrintWriter plainOut, PrintWriter err, String... arguments) {
        PrintWriter plainErr = new PrintWriter(PlainText.writer(err), true);
        CommandLine commandLine = CommandLines.configured(Subcommands.addedTo(new CommandLine(new Main()), arguments))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setOut(plainOut)
                .setErr(plainErr)
                .setParameterExceptionHandler(Main::onBadArguments)
                .setExecutionExceptionHandler((exception, line, parsed) -> onFailure(exception, line, parsed));
        try {
            return commandLine.execute(arguments);
        } catch (RuntimeException | Error e) {
            // An uncaught exception would end the JVM with exit code 1, which means a violation.
            return onDefect(e, plainErr);
        } finally {
            plainOut.flush();
            plainErr.flush();
        }
    }

    private static int onBadArguments(ParameterException exception, String[] arguments) {
        CommandLine line = exception.getCommandLine();
        line.getErr().println("squall: " + message(exception));
        line.getErr().println("See: " + line.getCommandSpec().qualifiedName() + " --help");
        return Outcome.BAD_ARGUMENTS_EXIT_CODE;
    }

    private static String message(ParameterException exception) {
        if (!(exception instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return exception.getMessage();
        }
        CommandLine line = exception.getCommandLine();
        String word = unmatched.getUnmatched().get(0);
        if (!unmatched.isUnknownOption()) {
            return line.getCommand() instanceof CommandGroup
                    ? CommandGroup.unknown(word, line)
                    : exception.getMessage();
        }
        String name = word.replaceFirst("=.*", "");
        // Every letter is near every other.
        String meant = name.length() <= 2
                ? ""
                : NearestNames.didYouMean(
                        name, line.getCommandSpec().optionsMap().keySet(), "");
        return exception.getMessage() + (meant.isEmpty() ? "" : "; " + meant);
    }

    private static int onFailure(Exception exception, CommandLine line, ParseResult parsed) {
        if (!(exception instanceof WorldException || exception instanceof HistoryFormatException)) {
            return onDefect(exception, line.getErr());
        }
        line.getErr().println("squall: " + exception.getMessage());
        ParseResult command = parsed;
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        if (command.hasMatchedOption("--json")) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("outcome", Outcome.ERROR.word());
            json.put("error", exception.getMessage());
            JsonOutput.print(json, line.getOut());
        }
        return Outcome.ERROR.exitCode();
    }

    private static int onDefect(Throwable defect, PrintWriter err) {
        if (defect instanceof OutOfMemoryError) {
            err.println("squall: memory ran out (" + defect.getMessage() + "); run something smaller, or give the JVM"
                    + " more: JDK_JAVA_OPTIONS=-Xmx8g");
        } else {
            err.println("squall: a defect of the harness, please report it with what follows: " + defect);
            defect.printStackTrace(err);
        }
        return Outcome.ERROR.exitCode();
    }
}
