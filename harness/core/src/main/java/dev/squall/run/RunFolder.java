package dev.squall.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.squall.experiment.Experiment;
import dev.squall.history.History;
import dev.squall.history.HistoryWriter;
import dev.squall.world.WorldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Folder of one run: {@code <runs>/<system>-<world>/<time>-<seed>/}. The files of the experiment and of the verdict are
 * written atomically.
 */
public final class RunFolder {

    public static final String HISTORY_FILE = "history.edn";
    public static final String JOURNAL_FILE = "journal.jsonl";
    public static final String MESSAGES_FILE = "messages.jsonl";
    public static final String EXPERIMENT_FILE = "experiment.json";
    public static final String VERDICT_FILE = "verdict.json";
    public static final String CERTIFICATE_FILE = "certificate.json";
    public static final String SCENARIO_FILE = "scenario.yaml";
    public static final String REPORT_FILE = "report.html";
    /** Copy of the file that describes the system, if there is one. */
    public static final String SYSTEM_FILE = "system.yaml";

    public static final String NODES_FOLDER = "nodes";

    /** Link to the run that began last. */
    public static final String LATEST = "latest";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path path;

    private RunFolder(Path path) {
        this.path = path;
    }

    /**
     * Creates the folder of a run that begins now, and points the {@code latest} links to it. Synchronized, so that two
     * runs that begin in the same second get different names.
     *
     * @throws WorldException if the folder cannot be created
     */
    public static synchronized RunFolder create(Path runs, Experiment experiment, Instant now) {
        Path family = runs.resolve(fileName(experiment.system()) + "-" + experiment.world());
        String name = TIME.format(now) + "-" + experiment.seed();
        try {
            Files.createDirectories(family);
            Path folder = family.resolve(name);
            // Another harness may have begun a run of the same seed in the same second.
            for (int again = 2; Files.exists(folder); again++) {
                folder = family.resolve(name + "-" + again);
            }
            Files.createDirectory(folder);
            link(family.resolve(LATEST), folder.getFileName());
            link(runs.resolve(LATEST), family.getFileName().resolve(folder.getFileName()));
            return new RunFolder(folder);
        } catch (IOException e) {
            throw new WorldException(
                    "cannot make a run folder in " + family + ": " + FileProblem.of(e)
                            + "; name a folder that can be written by --runs",
                    e);
        }
    }

    /**
     * Returns the folder of a run at a given path, and creates it if it does not exist.
     *
     * @throws WorldException if the folder cannot be created
     */
    public static RunFolder at(Path folder) {
        try {
            Files.createDirectories(folder);
            return new RunFolder(folder);
        } catch (IOException e) {
            throw new WorldException("cannot make the folder " + folder + ": " + FileProblem.of(e), e);
        }
    }

    private static void link(Path link, Path target) throws IOException {
        try {
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, target);
        } catch (UnsupportedOperationException e) {
            // The file system has no symbolic links; the folder is still found by its name.
        }
    }

    /** Returns a name with safe characters for a file, since a user's executable may have any name. */
    public static String fileName(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^\\.+", "_");
    }

    public Path path() {
        return path;
    }

    /** Copies the file that describes the system of an experiment, if there is one. */
    void keepSystemFile(Experiment experiment) {
        if (!experiment.systemFile().isEmpty()) {
            try {
                Files.copy(
                        Path.of(experiment.systemFile()),
                        path.resolve(SYSTEM_FILE),
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new WorldException(
                        "the system file " + experiment.systemFile() + " cannot be copied: " + FileProblem.of(e), e);
            }
        }
    }

    public Path historyFile() {
        return path.resolve(HISTORY_FILE);
    }

    /**
     * Takes the lock that marks the run as under way.
     *
     * @throws WorldException if the folder cannot be written
     */
    RunLock lock() {
        try {
            return RunLock.take(path);
        } catch (IOException e) {
            throw new WorldException("cannot write " + path.resolve(RunLock.FILE) + ": " + FileProblem.of(e), e);
        }
    }

    /** Returns the folder with the nodes' storage and logs. */
    public Path nodesFolder() {
        return path.resolve(NODES_FOLDER);
    }

    /**
     * Saves the experiment before it is run.
     *
     * @param provenance versions, commit, and the command that repeats the run, by name
     */
    public void writeExperiment(Experiment experiment, Map<String, Object> provenance) {
        Map<String, Object> content = new LinkedHashMap<>(provenance);
        content.put("experiment", experiment);
        write(EXPERIMENT_FILE, content);
    }

    /** Saves the history of a run that was recorded without a folder. */
    public void writeHistory(History history) {
        StringBuilder text = new StringBuilder();
        history.operations().forEach(operation -> HistoryWriter.append(text, operation));
        writeText(HISTORY_FILE, text.toString());
    }

    /** Saves the verdicts and the outcome of the run. */
    public void writeVerdict(Run run) {
        write(VERDICT_FILE, RunSummary.of(run));
    }

    /** Saves the certificate that proves a verdict on linearizability. */
    public void writeCertificate(StoredCertificate certificate) {
        write(CERTIFICATE_FILE, certificate.toJson());
    }

    /**
     * Saves the scenario of a scripted run.
     *
     * @return path of the saved file
     */
    public Path writeScenario(String text) {
        writeText(SCENARIO_FILE, text);
        return path.resolve(SCENARIO_FILE);
    }

    private void write(String fileName, Object content) {
        try {
            writeText(fileName, JSON.writeValueAsString(content) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(fileName + " cannot be put into JSON", e);
        }
    }

    private void writeText(String fileName, String text) {
        Path temporary = path.resolve(fileName + ".tmp");
        try {
            Files.writeString(temporary, text);
            Files.move(temporary, path.resolve(fileName), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            discard(temporary);
            throw new WorldException("cannot write " + path.resolve(fileName) + ": " + FileProblem.of(e), e);
        }
    }

    private static void discard(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // Failing to delete the temporary file is ignored; the failed write is reported.
        }
    }
}
