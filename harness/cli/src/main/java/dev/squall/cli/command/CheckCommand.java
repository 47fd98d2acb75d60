package dev.squall.cli.command;

import dev.squall.check.Budget;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.model.Assumption;
import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.cli.check.CheckModels;
import dev.squall.cli.check.CheckPage;
import dev.squall.cli.check.CheckedFile;
import dev.squall.cli.check.CheckedRun;
import dev.squall.cli.check.Engines;
import dev.squall.cli.check.FileCheck;
import dev.squall.cli.check.HistoryFile;
import dev.squall.cli.cluster.ClusterCheck;
import dev.squall.cli.cluster.ClusterFiles;
import dev.squall.cli.cluster.ModelCheck;
import dev.squall.cli.options.Candidates;
import dev.squall.cli.options.DurationConverter;
import dev.squall.cli.options.EngineOptions;
import dev.squall.cli.options.LevelOptions;
import dev.squall.cli.print.CheckTable;
import dev.squall.cli.print.CheckText;
import dev.squall.cli.print.JsonOutput;
import dev.squall.experiment.Outcome;
import dev.squall.history.EdnReader;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Symbol;
import dev.squall.report.page.ReportException;
import dev.squall.run.RunReader;
import dev.squall.system.NearestNames;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        description = "Checks histories from anywhere: Jepsen's EDN, history.txt or console log, or JSON; each may be"
                + " compressed by gzip. The folder of a run is judged as squall run did, by its workload's checkers and"
                + " its nodes' journals, unless an option says how to check its history.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class CheckCommand implements Callable<Integer> {

    private static final long MEBIBYTE = 1L << 20;

    /** Options that do not change how a run folder is judged. */
    private static final Set<String> WITH_RUNS = Set.of("--timeout", "--memory", "--json");

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "History files, run folders, or folders of histories (*.edn, *.log, *.txt, *.jsonl, also .gz); -"
                            + " is standard input. Several give a table.")
    private List<Path> files;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            completionCandidates = Candidates.OfModels.class,
            description = "What to check, of squall list (default: " + CheckModels.DEFAULT
                    + ", if the operations are those of registers).")
    private String modelName;

    @Option(
            names = "--initial",
            paramLabel = "VALUE",
            description = "What an object begins with, as EDN (default: the model's, nil for registers).")
    private String initialText;

    @Option(
            names = "--keyed",
            paramLabel = "yes|no|auto",
            description = "Whether values are [key value] (default: auto: as the model can take them; where it can take"
                    + " them both ways, and the verdicts differ, the verdict is unknown).")
    private FileCheck.Keyed keyed = FileCheck.Keyed.AUTO;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Time for each file's verdict; then it is unknown (default: 1m).")
    private Duration timeout = Budget.DEFAULT.time();

    @Option(names = "--memory", paramLabel = "MIB", description = "Memory for each search (default: ${DEFAULT-VALUE}).")
    private long memoryMebibytes = Budget.DEFAULT.memoryBytes() / MEBIBYTE;

    @Mixin
    private LevelOptions levelOptions = new LevelOptions();

    @Option(
            names = "--verify",
            description = "Prove each verdict, under limits of the same size again: look for its certificate, and have"
                    + " that confirmed by a verifier that shares no code with the check.")
    private boolean verify;

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    @Option(
            names = "--page",
            paramLabel = "HTML",
            description = "Also write a page of the one history, with its timeline and plots, and with the smallest"
                    + " counterexample where verdicts have certificates (as by --verify).")
    private Path page;

    @Option(
            names = "--on",
            paramLabel = "ADDRESS",
            description = "Check on a cluster, such as spark://HOST:7077, whose machines read the files by the same"
                    + " path: registers (--model cas-register or register), one operation a line, with --keyed yes or"
                    + " no. SPARK_HOME names the cluster's Spark.")
    private String address;

    @Option(names = "--json", description = "Print JSON on standard output, all else on standard error.")
    private boolean json;

    @Override
    public Integer call() {
        validate();
        if (address != null) {
            return checkOnCluster();
        }
        requirePageOfOneHistory();
        Optional<TransactionHistory.Kind> transactions = TransactionFiles.kindOf(modelName);
        if (transactions.isPresent()) {
            Set<Assumption> assumptions = levelOptions.assumptions(transactions.get());
            try (Engines engines = engines(levelOptions.level())) {
                requireOneMeaning(assumptions, engines);
                return new TransactionFiles(
                                transactions.get(),
                                levelOptions.level(),
                                assumptions,
                                initial().map(CheckModels.Initial::value).orElse(null),
                                new Budget(timeout, memoryMebibytes * MEBIBYTE),
                                verify,
                                engines)
                        .check(
                                HistoryFile.expand(files),
                                json,
                                spec.commandLine().getOut(),
                                spec.commandLine().getErr());
            }
        }
        levelOptions.requireNone();
        try (Engines engines = engines(Optional.empty())) {
            return check(fileCheck(engines));
        }
    }

    private int checkOnCluster() {
        ModelCheck check = new ModelCheck(
                model().name(),
                initial().isPresent() ? initialText : null,
                keyed == FileCheck.Keyed.YES,
                timeout,
                memoryMebibytes * MEBIBYTE);
        ClusterFiles cluster = ClusterFiles.of(HistoryFile.expand(files), check, keyed, address, spec.commandLine());
        PrintWriter out =
                json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        try (Interruption interruption = new Interruption(cluster::stop, () -> {})) {
            List<ClusterCheck> checked = cluster.run(out, json);
            return interruption.claim()
                    ? ClusterFiles.print(checked, out, json ? spec.commandLine().getOut() : null)
                    : Interruption.EXIT_CODE;
        }
    }

    /** Rejects assumptions beside Elle, to which the order of registers' versions has other options. */
    private void requireOneMeaning(Set<Assumption> assumptions, Engines engines) {
        if (!assumptions.isEmpty() && engines.elle().isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--assume was given with --engine elle or both; expected --engine squall");
        }
    }

    private Engines engines(Optional<IsolationLevel> level) {
        Path disagreements =
                Path.of(System.getProperty("squall.runs", "histories/runs")).resolve("disagreements");
        return engineOptions.engines(model(), level, disagreements);
    }

    private int check(FileCheck check) {
        List<Path> histories = HistoryFile.expand(files);
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter out = json ? err : spec.commandLine().getOut();
        Optional<CheckTable> table =
                histories.size() == 1 ? Optional.empty() : Optional.of(new CheckTable(histories, verify, out));
        List<Outcome> outcomes = new ArrayList<>();
        List<Object> results = new ArrayList<>();
        boolean isAsRun = asksNothingOfHistories();
        table.ifPresent(CheckTable::begin);
        for (Path history : histories) {
            CheckedFile checked = isAsRun && RunReader.isRun(history)
                    ? CheckedRun.check(history, check.budget(), System::nanoTime)
                    : check.check(history);
            table.ifPresentOrElse(rows -> rows.add(checked), () -> CheckText.print(checked, out, err));
            writePage(checked, out);
            outcomes.add(checked.outcome());
            if (json) {
                results.add(checked.toJson());
            }
        }
        table.ifPresent(CheckTable::end);
        Outcome worst = Outcome.worst(outcomes);
        if (json) {
            Map<String, Object> summary = new LinkedHashMap<>();
            summary.put("outcome", worst.word());
            summary.put("files", results);
            JsonOutput.print(summary, spec.commandLine().getOut());
        }
        return worst.exitCode();
    }

    private void writePage(CheckedFile checked, PrintWriter out) {
        if (page == null) {
            return;
        }
        try {
            CheckPage.write(checked, arguments(), page).ifPresent(written -> out.println("  page: " + written));
        } catch (ReportException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private List<String> arguments() {
        return spec.root().commandLine().getParseResult().originalArgs();
    }

    private void requirePageOfOneHistory() {
        if (page == null) {
            return;
        }
        Optional<String> problem = TransactionFiles.kindOf(modelName).isPresent()
                ? Optional.of("--page was given with transactions (--model " + modelName
                        + "); expected another model, or no page")
                : CheckPage.problem(HistoryFile.expand(files), page);
        if (problem.isPresent()) {
            throw new ParameterException(spec.commandLine(), problem.get());
        }
    }

    /** Returns true if no option selects a check, so that run folders are judged by their original checkers. */
    private boolean asksNothingOfHistories() {
        return spec.commandLine().getParseResult().matchedOptionsSet().stream()
                .map(OptionSpec::longestName)
                .allMatch(WITH_RUNS::contains);
    }

    private CheckModels.Named model() {
        return CheckModels.named(modelName == null ? CheckModels.DEFAULT : modelName)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "there is no model '" + modelName + "'; "
                                + NearestNames.didYouMean(
                                        modelName,
                                        CheckModels.list().stream()
                                                .map(CheckModels.Named::name)
                                                .toList(),
                                        "expected " + names(model -> true))));
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
                // Creating a checker rejects an unsuitable value before the first file is read.
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

    /** Returns the check that the options select. */
    private FileCheck fileCheck(Engines engines) {
        CheckModels.Named model = model();
        if (verify && !model.provable()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--verify was given, and verdicts of " + model.name() + " have no certificates; expected one of "
                            + names(CheckModels.Named::provable));
        }
        return new FileCheck(
                model,
                modelName == null,
                initial(),
                keyed,
                new Budget(timeout, memoryMebibytes * MEBIBYTE),
                verify || page != null && model.provable(),
                engines,
                System::nanoTime);
    }

    private static String names(Predicate<CheckModels.Named> which) {
        return CheckModels.list().stream()
                .filter(which)
                .map(CheckModels.Named::name)
                .collect(Collectors.joining(", "));
    }
}
