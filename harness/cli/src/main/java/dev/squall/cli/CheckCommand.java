package dev.squall.cli;

import dev.squall.check.Budget;
import dev.squall.check.Statistics;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.linear.LinearizabilityChecker;
import dev.squall.cluster.WorldException;
import dev.squall.experiment.Outcome;
import dev.squall.experiment.RunSummary;
import dev.squall.history.EdnReader;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Operation;
import dev.squall.history.Symbol;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        description = "Checks histories from anywhere: Jepsen's EDN, or the console log of Jepsen's etcd tests.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CheckCommand implements Callable<Integer> {

    private static final String NO_SUCCESSES = "no operation succeeded: the history proves nothing";
    private static final long MEBIBYTE = 1L << 20;

    /** Whether an operation's value is {@code [key value]}. */
    enum Keyed {
        AUTO,
        YES,
        NO
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "History files, or run folders.")
    private List<Path> files;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "What to check, of squall list (default: ${DEFAULT-VALUE}).")
    private String modelName = CheckModels.DEFAULT;

    @Option(
            names = "--initial",
            paramLabel = "VALUE",
            description = "What an object begins with, as EDN (default: the model's, nil for registers).")
    private String initialText;

    @Option(
            names = "--keyed",
            paramLabel = "yes|no|auto",
            description = "Whether values are [key value] (default: auto, by the look of them).")
    private Keyed keyed = Keyed.AUTO;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Time for each file; then the answer is unknown (default: 1m).")
    private Duration timeout = Budget.DEFAULT.time();

    @Option(names = "--memory", paramLabel = "MIB", description = "Memory for each search (default: ${DEFAULT-VALUE}).")
    private long memoryMebibytes = Budget.DEFAULT.memoryBytes() / MEBIBYTE;

    @Option(names = "--json", description = "Print JSON on standard output, all else on standard error.")
    private boolean json;

    @Override
    public Integer call() {
        validate();
        CheckModels.Named model = model();
        Optional<CheckModels.Initial> initial = initial();
        PrintWriter out =
                json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        List<Outcome> outcomes = new ArrayList<>();
        List<Object> results = new ArrayList<>();
        for (Path file : files) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("file", file.toString());
            outcomes.add(check(file, model, initial, result, out));
            results.add(result);
        }
        Outcome worst = Outcome.worst(outcomes);
        if (json) {
            Map<String, Object> summary = new LinkedHashMap<>();
            summary.put("outcome", worst.word());
            summary.put("files", results);
            JsonOutput.print(summary, spec.commandLine().getOut());
        }
        return worst.exitCode();
    }

    private CheckModels.Named model() {
        return CheckModels.named(modelName)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "there is no model '" + modelName + "'; expected "
                                + String.join(
                                        ", ",
                                        CheckModels.list().stream()
                                                .map(CheckModels.Named::name)
                                                .toList())));
    }

    private Optional<CheckModels.Initial> initial() {
        if (initialText == null) {
            return Optional.empty();
        }
        try {
            EdnReader reader = new EdnReader(initialText);
            Object value = reader.read();
            if (value != EdnReader.END && !(value instanceof Symbol) && reader.read() == EdnReader.END) {
                CheckModels.Initial initial = new CheckModels.Initial(value);
                // Refused now, if it has no sense, rather than at the first file.
                model().factory().create(Optional.of(initial), false);
                return Optional.of(initial);
            }
        } catch (HistoryFormatException e) {
            throw new ParameterException(
                    spec.commandLine(), "the initial value '" + initialText + "' is no EDN: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        throw new ParameterException(
                spec.commandLine(),
                "the initial value is '" + initialText + "'; expected one value in EDN, such as nil, 0 or [1 2]");
    }

    private void validate() {
        if (memoryMebibytes < 1 || memoryMebibytes > Long.MAX_VALUE / MEBIBYTE) {
            throw new ParameterException(
                    spec.commandLine(), "the memory is " + memoryMebibytes + "; expected mebibytes, at least 1");
        }
    }

    private Outcome check(
            Path file,
            CheckModels.Named model,
            Optional<CheckModels.Initial> initial,
            Map<String, Object> result,
            PrintWriter out) {
        HistoryFile.Reading reading;
        try {
            reading = HistoryFile.read(file);
        } catch (HistoryFormatException | WorldException e) {
            spec.commandLine().getErr().println("squall: " + file + ": " + e.getMessage());
            result.put("outcome", Outcome.ERROR.word());
            result.put("error", e.getMessage());
            return Outcome.ERROR;
        }
        Verdict verdict = judge(reading.history(), model, initial);
        Verdict statistics = new Statistics().check(reading.history(), Budget.DEFAULT);
        boolean vacuous = !hasSuccesses(reading.history());
        Outcome outcome = outcome(verdict, vacuous);
        result.put("outcome", outcome.word());
        result.put("truncated", reading.truncated());
        result.put("vacuous", vacuous ? List.of(NO_SUCCESSES) : List.of());
        result.put("verdicts", List.of(RunSummary.of(verdict), RunSummary.of(statistics)));
        out.printf(Locale.ROOT, "%s: %s%n", outcome.word().toUpperCase(Locale.ROOT), file);
        RunText.printVerdict(verdict, out);
        RunText.printVerdict(statistics, out);
        if (vacuous) {
            out.println("  " + NO_SUCCESSES);
        }
        if (reading.truncated()) {
            out.println("  the last line was cut short and has been left out");
        }
        if (verdict.validity() == Validity.VIOLATION) {
            out.println("  the operations that show it:");
            verdict.operations()
                    .forEach(index -> RunText.printOperation(reading.history().get(index), out));
        }
        return outcome;
    }

    private Verdict judge(History history, CheckModels.Named model, Optional<CheckModels.Initial> initial) {
        boolean byKey = model.alwaysKeyed()
                || keyed == Keyed.YES
                || keyed == Keyed.AUTO && LinearizabilityChecker.looksKeyed(history);
        return model.factory().create(initial, byKey).check(history, new Budget(timeout, memoryMebibytes * MEBIBYTE));
    }

    private static boolean hasSuccesses(History history) {
        return history.operations().stream().anyMatch(it -> it.isClient() && it.type() == Operation.Type.OK);
    }

    private static Outcome outcome(Verdict verdict, boolean vacuous) {
        return switch (verdict.validity()) {
            case VIOLATION -> Outcome.VIOLATION;
            case UNKNOWN -> Outcome.UNKNOWN;
            case VALID -> vacuous ? Outcome.VACUOUS : Outcome.VALID;
        };
    }
}
