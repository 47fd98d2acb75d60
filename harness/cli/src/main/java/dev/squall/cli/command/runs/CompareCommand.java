package dev.squall.cli.command.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.squall.report.index.IndexPage;
import dev.squall.run.FileProblem;
import dev.squall.run.RunFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "compare",
        description = "Prints what differs first between two runs. Exit code 0 if nothing does, 1 otherwise.",
        mixinStandardHelpOptions = true)
public final class CompareCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN_MAX = 300;

    /** Files that record what happened, in the order in which a difference explains most. */
    private static final List<String> RECORDS =
            List.of(RunFolder.HISTORY_FILE, RunFolder.JOURNAL_FILE, RunFolder.MESSAGES_FILE);

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", arity = "2", description = "The folders of two runs.")
    private List<Path> runs;

    private boolean differ;

    @Override
    public Integer call() {
        for (Path run : runs) {
            if (!IndexPage.isRun(run)) {
                throw new ParameterException(
                        spec.commandLine(), run + " is no run; expected a folder such as histories/runs/latest");
            }
        }
        try {
            compareFields("experiment", RunFolder.EXPERIMENT_FILE, "/experiment");
            compareFields("verdict", RunFolder.VERDICT_FILE, "/outcome");
            for (String record : RECORDS) {
                compareLines(record);
            }
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "cannot read a run: " + FileProblem.of(e), e);
        }
        if (!differ) {
            out().println("the runs have the same experiment, outcome, history, journal and messages");
        }
        return differ ? 1 : 0;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void compareFields(String what, String file, String pointer) throws IOException {
        JsonNode first = json(runs.get(0), file).at(pointer);
        JsonNode second = json(runs.get(1), file).at(pointer);
        if (!first.isObject() || !second.isObject()) {
            print(what, "", first.asText("none"), second.asText("none"));
            return;
        }
        Set<String> names = new TreeSet<>();
        first.fieldNames().forEachRemaining(names::add);
        second.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            print(
                    what,
                    " " + name,
                    first.path(name).toString(),
                    second.path(name).toString());
        }
    }

    private JsonNode json(Path run, String file) throws IOException {
        Path path = run.resolve(file);
        try {
            return Files.isRegularFile(path) ? JSON.readTree(path.toFile()) : JSON.nullNode();
        } catch (JsonProcessingException e) {
            throw new ParameterException(
                    spec.commandLine(), path + " is no JSON; expected a file as Squall writes it", e);
        }
    }

    /** Prints the first line that differs. */
    private void compareLines(String file) throws IOException {
        Path first = runs.get(0).resolve(file);
        Path second = runs.get(1).resolve(file);
        if (!Files.isRegularFile(first) || !Files.isRegularFile(second)) {
            print(file, "", presence(first), presence(second));
            return;
        }
        try (BufferedReader one = Files.newBufferedReader(first, StandardCharsets.UTF_8);
                BufferedReader other = Files.newBufferedReader(second, StandardCharsets.UTF_8)) {
            for (int number = 1; ; number++) {
                String line = one.readLine();
                String otherLine = other.readLine();
                if (line == null && otherLine == null) {
                    return;
                }
                if (!Objects.equals(line, otherLine)) {
                    print(file, " line " + number, ended(line), ended(otherLine));
                    return;
                }
            }
        }
    }

    private static String presence(Path file) {
        return Files.isRegularFile(file) ? "present" : "none";
    }

    private static String ended(String line) {
        return line == null ? "the end of the file" : line;
    }

    private void print(String what, String where, String first, String second) {
        if (!first.equals(second)) {
            differ = true;
            out().println(what + where + ":");
            out().println("  " + shown(first));
            out().println("  " + shown(second));
        }
    }

    /** Shortens long lines, and shows control characters as a sign, since a terminal would obey them. */
    private static String shown(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "\uFFFD");
        return plain.length() <= SHOWN_MAX ? plain : plain.substring(0, SHOWN_MAX) + "...";
    }
}
