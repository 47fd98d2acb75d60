package dev.squall.mutate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.squall.mutate.MutantVerdict.Kind;
import dev.squall.world.WorldException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Files of a result: {@value #JSON} with every mutant, and {@value #MATRIX} with the kill matrix as text. */
public final class MutationFiles {

    public static final String JSON = "mutation.json";
    public static final String MATRIX = "kill-matrix.txt";

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private MutationFiles() {}

    /**
     * Writes the files into a folder, which is created if it does not exist. Each file is replaced as a whole.
     *
     * @throws WorldException if a file cannot be written
     */
    public static void write(MutationResult result, Path folder) {
        try {
            Files.createDirectories(folder);
            replace(folder.resolve(JSON), MAPPER.writeValueAsString(toJson(result)) + "\n");
            replace(folder.resolve(MATRIX), KillMatrix.of(result.entries()).toText());
        } catch (IOException e) {
            throw new WorldException("the result cannot be written to " + folder + ": " + e, e);
        }
    }

    private static void replace(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.write(unfinished, text.getBytes(StandardCharsets.UTF_8));
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns the result as JSON. */
    public static Map<String, Object> toJson(MutationResult result) {
        MutationScore score = result.score();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("settings", result.settings());
        json.put("score", score.judged() == 0 ? null : score.value());
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            counts.put(word(kind), score.counts().get(kind));
        }
        json.put("counts", counts);
        json.put(
                "medianRuns",
                score.medianRuns().isPresent() ? score.medianRuns().getAsInt() : null);
        json.put("mutants", result.entries().stream().map(MutationFiles::toJson).collect(Collectors.toList()));
        KillMatrix matrix = KillMatrix.of(result.entries());
        Map<String, Object> matrixJson = new LinkedHashMap<>();
        matrixJson.put("properties", matrix.properties());
        matrixJson.put("rows", matrix.rows());
        json.put("killMatrix", matrixJson);
        return json;
    }

    private static Map<String, Object> toJson(MutationResult.Entry entry) {
        Mutant mutant = entry.mutant();
        MutantVerdict verdict = entry.verdict();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("identity", mutant.identity());
        json.put("class", mutant.className());
        json.put("method", mutant.method());
        json.put("file", mutant.file());
        json.put("line", mutant.line());
        json.put("mutator", mutant.mutator());
        json.put("description", mutant.description());
        json.put("verdict", word(verdict.kind()));
        json.put("runs", verdict.runs());
        json.put("properties", List.copyOf(verdict.properties()));
        json.put("vacuous", verdict.vacuous());
        json.put("unknown", verdict.unknown());
        json.put("detail", verdict.detail());
        return json;
    }

    /** Returns the word for a kind of verdict, such as {@code timed-out}. */
    public static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
