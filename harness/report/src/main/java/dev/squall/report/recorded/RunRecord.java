package dev.squall.report.recorded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.squall.history.History;
import dev.squall.history.HistoryBuilder;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.HistoryReader;
import dev.squall.report.page.ReportException;
import dev.squall.run.RunFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * @param notes sentences about what is missing, such as an incomplete last line
 */
public record RunRecord(
        Path folder, JsonNode experiment, JsonNode verdict, JsonNode certificate, History history, List<String> notes) {

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
            HistoryBuilder.Reading reading = HistoryReader.readCut(history);
            JsonNode experiment = readJson(folder.resolve(RunFolder.EXPERIMENT_FILE));
            List<String> notes = new ArrayList<>();
            if (reading.truncated()) {
                notes.add("The last line of the history was cut short, and is left out.");
            }
            ReleaseOrder.newerThanThis(experiment.path("version").asText())
                    .ifPresent(version -> notes.add("Version " + version + " of Squall recorded the run, and this is"
                            + " the older version " + ReleaseOrder.THIS
                            + ": what only the newer one records is not shown."));
            return new RunRecord(
                    folder,
                    experiment,
                    readJson(folder.resolve(RunFolder.VERDICT_FILE)),
                    readJson(folder.resolve(RunFolder.CERTIFICATE_FILE)),
                    reading.history(),
                    List.copyOf(notes));
        } catch (JsonProcessingException e) {
            throw new ReportException(
                    "cannot read " + folder + ": found a file of the run that is no JSON (" + e.getOriginalMessage()
                            + "), expected the files as squall run wrote them",
                    e);
        } catch (HistoryFormatException | IOException e) {
            throw new ReportException("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * Returns the record of a history that no run recorded.
     *
     * @param file the history's file; nothing is read from it
     * @param origin facts about the file, by name
     * @param verdict verdicts on the history, with the fields of {@code verdict.json}
     */
    public static RunRecord ofHistory(
            Path file, Map<String, Object> origin, Map<String, Object> verdict, History history, List<String> notes) {
        JsonNode none = MissingNode.getInstance();
        return new RunRecord(file, JSON.valueToTree(origin), JSON.valueToTree(verdict), none, history, notes);
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
