package dev.squall.cli.check;

import dev.squall.experiment.Outcome;
import dev.squall.history.Operation;
import dev.squall.history.PlainText;
import dev.squall.report.HistoryPage;
import dev.squall.run.RunReader;
import dev.squall.run.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Page of a checked history file. */
public final class CheckPage {

    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

    private CheckPage() {}

    /** Returns the reason why the histories can have no page at a path, as a sentence; empty if they can. */
    public static Optional<String> problem(List<Path> histories, Path page) {
        if (histories.size() != 1) {
            return Optional.of("--page was given with " + histories.size() + " histories; expected one");
        }
        Path history = histories.get(0);
        if (RunReader.isRun(history)) {
            return Optional.of("--page was given with the folder of a run; expected a history file, or ./squall report "
                    + PlainText.of(history.toString()) + " for the run's page");
        }
        Path folder = page.toAbsolutePath().getParent();
        if (Files.isDirectory(page) || folder == null || !Files.isDirectory(folder)) {
            return Optional.of(
                    "the page is '" + PlainText.of(page.toString()) + "'; expected a file in a folder that exists");
        }
        return isSame(history, page)
                ? Optional.of("the page would replace the history " + PlainText.of(page.toString())
                        + "; expected another file")
                : Optional.empty();
    }

    private static boolean isSame(Path history, Path page) {
        try {
            return Files.exists(page) && Files.exists(history) && Files.isSameFile(history, page);
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Writes the page of a history that was read.
     *
     * @param arguments arguments of the command line that repeats the check
     * @return path of the page; empty if the file could not be read as a history
     * @throws dev.squall.report.page.ReportException if the page cannot be written
     */
    public static Optional<Path> write(CheckedFile checked, List<String> arguments, Path page) {
        return checked.judgement().map(found -> new HistoryPage(
                        checked.file(),
                        origin(checked, found, arguments),
                        verdict(checked, found),
                        found.history(),
                        notes(found))
                .write(page));
    }

    private static Map<String, Object> origin(
            CheckedFile checked, CheckedFile.Judgement found, List<String> arguments) {
        Map<String, Object> origin = new LinkedHashMap<>();
        origin.put("file", fileName(checked.file()));
        origin.put("command", line(arguments));
        origin.put("format", found.reading().format());
        origin.put("lines", found.reading().lines());
        origin.put("linesWithoutOperation", found.reading().passedOver());
        origin.put("operations", found.operations());
        origin.put("processes", found.processes());
        return origin;
    }

    /** Returns the line for a POSIX shell. */
    private static String line(List<String> arguments) {
        StringBuilder line = new StringBuilder("./squall");
        for (String argument : arguments) {
            boolean isPlain = PLAIN_WORD.matcher(argument).matches();
            line.append(' ').append(isPlain ? argument : "'" + argument.replace("'", "'\\''") + "'");
        }
        return line.toString();
    }

    private static String fileName(Path file) {
        return file.equals(HistoryFile.STANDARD_INPUT)
                ? "standard input"
                : PlainText.of(String.valueOf(file.getFileName()));
    }

    private static Map<String, Object> verdict(CheckedFile checked, CheckedFile.Judgement found) {
        Map<String, Object> main = RunSummary.of(found.verdict());
        found.proof().ifPresent(proof -> main.put("proof", RunSummary.of(proof)));
        List<Object> verdicts = new ArrayList<>(List.of(main, RunSummary.of(found.statistics())));
        found.secondOpinion().ifPresent(opinion -> verdicts.add(RunSummary.of(opinion.verdict())));
        Map<String, Object> verdict = new LinkedHashMap<>();
        verdict.put("outcome", checked.outcome().word());
        verdict.put("verdicts", verdicts);
        verdict.put(
                "vacuous",
                checked.outcome() == Outcome.VACUOUS ? found.vacuity().stream().toList() : List.of());
        return verdict;
    }

    private static List<String> notes(CheckedFile.Judgement found) {
        List<String> notes = new ArrayList<>(found.reading().notes());
        if (found.reading().truncated()) {
            notes.add("The last line of the history was cut short, and is left out.");
        }
        boolean hasTimes = found.history().operations().stream().anyMatch(it -> it.timeNanos() != Operation.NO_TIME);
        if (!hasTimes) {
            notes.add("The history has no times: each line is drawn as if it took 1 ms.");
        }
        if (found.isDistrusted()) {
            notes.add(found.distrust());
        }
        return notes;
    }
}
