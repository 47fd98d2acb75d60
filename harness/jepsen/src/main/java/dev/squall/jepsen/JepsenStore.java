package dev.squall.jepsen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.HistoryReader;
import dev.squall.history.HistoryWriter;
import dev.squall.history.Keyword;
import dev.squall.history.Operation;
import dev.squall.run.FileProblem;
import dev.squall.run.RunFolder;
import dev.squall.world.WorldException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Exporter of runs to Jepsen's store, which Jepsen's web server shows. The folder of a run in the store is {@code
 * <store>/<test>/<time>/}. The folder contains {@code history.edn}, {@code history.txt}, {@code results.edn} and {@code
 * test.edn}. The nodes' logs are in subfolders with the nodes' names. If operations have keys, the folder contains
 * {@code independent/KEY/history.edn} for each key.
 */
public final class JepsenStore {

    private static final DateTimeFormatter RUN_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter STORE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private JepsenStore() {}

    /**
     * Exports a run to a store and makes the store's {@code latest} links point to it.
     *
     * @param run the run's folder; the run need not have a verdict
     * @param store the store's folder, created if it does not exist
     * @return the run's folder in the store
     * @throws WorldException if the folder is not the folder of a run, or the store cannot be written; the message
     *     names the folder
     */
    public static Path export(Path run, Path store) {
        try {
            Path source = run.toRealPath();
            JsonNode experiment = json(source.resolve(RunFolder.EXPERIMENT_FILE));
            History history = HistoryReader.readCut(source.resolve(RunFolder.HISTORY_FILE))
                    .history();
            String name = source.getParent().getFileName().toString();
            Path folder = create(store.resolve(name), startOf(source));
            write(folder.resolve("history.edn"), history);
            IndependentHistories.write(history, folder);
            Files.writeString(folder.resolve("history.txt"), text(history));
            Files.writeString(folder.resolve("results.edn"), results(source) + "\n");
            Files.writeString(folder.resolve("test.edn"), test(name, folder, experiment) + "\n");
            copyLogs(source.resolve(RunFolder.NODES_FOLDER), folder);
            link(store.resolve(name).resolve("latest"), folder.getFileName());
            link(store.resolve("latest"), Path.of(name).resolve(folder.getFileName()));
            return folder;
        } catch (IOException e) {
            throw new WorldException(
                    "the run " + run + " cannot be put into the store " + store + ": " + FileProblem.of(e)
                            + "; expected a run folder, with its experiment and history, and a store that can be"
                            + " written",
                    e);
        }
    }

    private static Instant startOf(Path run) throws IOException {
        String folder = run.getFileName().toString();
        try {
            return RUN_TIME.parse(folder.replaceFirst("-.*", ""), Instant::from);
        } catch (DateTimeParseException e) {
            // The folder was renamed, so that its name contains no time.
            return Files.getLastModifiedTime(run.resolve(RunFolder.HISTORY_FILE))
                    .toInstant();
        }
    }

    /**
     * Creates the run's folder. Runs that began in the same second get names that differ by milliseconds, because
     * Jepsen allows only times as names.
     */
    private static Path create(Path test, Instant start) throws IOException {
        Files.createDirectories(test);
        Instant time = start;
        while (true) {
            try {
                return Files.createDirectory(test.resolve(STORE_TIME.format(time)));
            } catch (FileAlreadyExistsException e) {
                time = time.plusMillis(1);
            }
        }
    }

    private static void write(Path file, History history) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            HistoryWriter.write(history, out);
        }
    }

    /**
     * Returns the text of Jepsen's history.txt, with the columns process, type, function, value, and the error if there
     * is one.
     */
    private static String text(History history) {
        StringBuilder text = new StringBuilder();
        for (Operation operation : history.operations()) {
            text.append(operation.isClient() ? String.valueOf(operation.process()) : ":nemesis")
                    .append("\t:")
                    .append(operation.type().name().toLowerCase(Locale.ROOT))
                    .append("\t:")
                    .append(operation.function())
                    .append('\t');
            EdnWriter.append(text, operation.value());
            if (operation.extras().get("error") != null) {
                text.append('\t').append(operation.extras().get("error"));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String results(Path run) throws IOException {
        Path file = run.resolve(RunFolder.VERDICT_FILE);
        Map<Object, Object> results = new LinkedHashMap<>();
        if (Files.exists(file)) {
            JsonNode verdict = json(file);
            results.put(keyword("valid?"), valid(verdict.path("outcome").asText()));
            results.put(keyword("outcome"), keyword(verdict.path("outcome").asText()));
            for (JsonNode checked : verdict.path("verdicts")) {
                Map<Object, Object> result = new LinkedHashMap<>();
                result.put(keyword("valid?"), valid(checked.path("validity").asText()));
                checked.properties().forEach(field -> result.put(keyword(field.getKey()), edn(field.getValue())));
                results.put(keyword(checked.path("checker").asText()), result);
            }
        } else {
            results.put(keyword("valid?"), keyword("unknown"));
        }
        return EdnWriter.toEdn(results);
    }

    private static Object valid(String outcome) {
        return switch (outcome) {
            case "valid" -> true;
            case "violation" -> false;
            default -> keyword("unknown");
        };
    }

    private static String test(String name, Path folder, JsonNode experiment) {
        Map<Object, Object> test = new LinkedHashMap<>();
        test.put(keyword("name"), name);
        test.put(keyword("start-time"), folder.getFileName().toString());
        test.put(keyword("concurrency"), edn(experiment.path("experiment").path("concurrency")));
        test.put(keyword("squall"), edn(experiment));
        return EdnWriter.toEdn(test);
    }

    private static void copyLogs(Path nodes, Path folder) throws IOException {
        if (!Files.isDirectory(nodes)) {
            return;
        }
        List<Path> logs;
        try (Stream<Path> files = Files.walk(nodes, 2)) {
            logs = files.filter(file -> file.toString().endsWith(".log")).toList();
        }
        for (Path log : logs) {
            Path copy = folder.resolve(nodes.relativize(log));
            Files.createDirectories(copy.getParent());
            Files.copy(log, copy);
        }
    }

    private static void link(Path link, Path target) throws IOException {
        try {
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, target);
        } catch (UnsupportedOperationException e) {
            // The file system has no symbolic links; the folder can still be found by its name.
        }
    }

    private static JsonNode json(Path file) throws IOException {
        return new JsonMapper().readTree(file.toFile());
    }

    private static Object edn(JsonNode json) {
        if (json.isObject()) {
            Map<Object, Object> map = new LinkedHashMap<>();
            json.properties().forEach(field -> map.put(key(field.getKey()), edn(field.getValue())));
            return map;
        }
        if (json.isArray()) {
            List<Object> list = new ArrayList<>();
            json.forEach(element -> list.add(edn(element)));
            return list;
        }
        if (json.isIntegralNumber()) {
            return json.asLong();
        }
        return json.isNumber()
                ? (Object) json.asDouble()
                : json.isBoolean() ? (Object) json.asBoolean() : json.isNull() ? null : json.asText();
    }

    /**
     * Returns a keyword if the name is a valid keyword. Otherwise returns the name, since names of functions and keys
     * of objects may be any text.
     */
    private static Object key(String name) {
        return name.matches("[A-Za-z][A-Za-z0-9?._-]*") ? keyword(name) : name;
    }

    private static Keyword keyword(String name) {
        return new Keyword(name);
    }
}
