package dev.squall.report.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.HistoryReader;
import dev.squall.report.page.ReportException;
import dev.squall.run.RunFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Content of a run's folder.
 *
 * @param folder path of the folder
 * @param experiment content of {@code experiment.json}: versions, the command that repeats the run, and the experiment
 * @param verdict content of {@code verdict.json}; missing if the run was never judged
 * @param certificate content of {@code certificate.json}: the linearization of a valid history, or the counterexample
 *     of a violation; missing if none was saved
 * @param history the recorded history, without an incomplete last line
 */
public record RunRecord(Path folder, JsonNode experiment, JsonNode verdict, JsonNode certificate, History history) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads the folder of a run.
     *
     * @throws ReportException if the folder is not the folder of a run
     */
    public static RunRecord read(Path folder) {
        Path history = folder.resolve(RunFolder.HISTORY_FILE);
        if (!Files.isRegularFile(history)) {
            throw new ReportException(folder + " has no " + RunFolder.HISTORY_FILE
                    + ": expected the folder of a run, such as histories/runs/latest");
        }
        try {
            return new RunRecord(
                    folder,
                    readJson(folder.resolve(RunFolder.EXPERIMENT_FILE)),
                    readJson(folder.resolve(RunFolder.VERDICT_FILE)),
                    readJson(folder.resolve(RunFolder.CERTIFICATE_FILE)),
                    HistoryReader.readCut(history).history());
        } catch (HistoryFormatException | IOException e) {
            throw new ReportException("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    private static JsonNode readJson(Path file) throws IOException {
        return Files.isRegularFile(file) ? JSON.readTree(file.toFile()) : MissingNode.getInstance();
    }

    /**
     * Calls the action with each fact of the journal, in order: {@code time} in nanoseconds, {@code node}, {@code
     * life}, {@code fact}. An incomplete line ends the facts.
     */
    public void forEachFact(Consumer<JsonNode> action) {
        forEachLine(folder.resolve(RunFolder.JOURNAL_FILE), line -> {
            if (line.has("fact")) {
                action.accept(line);
            }
        });
    }

    /**
     * Calls the action with each message event, in order. An event has {@code time} in nanoseconds, {@code event}
     * ({@code sent}, {@code received}, {@code lost}) and {@code number}; a sending has the {@code message} too. An
     * incomplete line ends the events.
     */
    public void forEachMessageEvent(Consumer<JsonNode> action) {
        forEachLine(folder.resolve(RunFolder.MESSAGES_FILE), action);
    }

    private static void forEachLine(Path file, Consumer<JsonNode> action) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String line;
            while ((line = lines.readLine()) != null) {
                JsonNode content = parse(line);
                if (content == null) {
                    return;
                }
                action.accept(content);
            }
        } catch (IOException e) {
            throw new ReportException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return null;
        }
    }

    /** Returns the number of effects of a fault, whose field has another name in files of older versions. */
    public static JsonNode effects(JsonNode entry) {
        return entry.has("effects") ? entry.path("effects") : entry.path("bites");
    }
}
