package dev.squall.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.squall.run.FileProblem;
import dev.squall.world.WorldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes what came of a suite into its folder, in the forms that people, CI servers and programs read. */
public final class SuiteReports {

    private SuiteReports() {}

    /**
     * Writes the reports, the JSON summary last: once it is there, the suite run has come to its end.
     *
     * @param stepSummary the file by which a CI server takes a summary in Markdown, to which it is appended
     * @return the JSON summary
     * @throws WorldException if they cannot be written
     */
    public static Map<String, Object> write(
            SuiteResult result, SuiteMetadata metadata, SuiteFolder folder, Optional<Path> stepSummary) {
        Map<String, List<CellResult>> experiments = result.cells().stream()
                .collect(Collectors.groupingBy(
                        cell -> cell.cell().experiment(), LinkedHashMap::new, Collectors.toList()));
        experiments.forEach((experiment, cells) -> {
            String name = "squall." + metadata.identity().suite() + "." + experiment;
            folder.write(SuiteFolder.JUNIT_FOLDER + "/TEST-" + name + ".xml", JUnitXml.of(name, cells));
        });
        String markdown = MarkdownSummary.of(result, metadata);
        folder.write(SuiteFolder.MARKDOWN_FILE, markdown);
        stepSummary.ifPresent(file -> append(markdown, file));
        Map<String, Object> json = JsonSummary.of(result, metadata, folder);
        folder.write(SuiteFolder.SUMMARY_FILE, toText(json));
        return json;
    }

    private static void append(String markdown, Path file) {
        try {
            Files.writeString(file, markdown, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new WorldException(
                    "cannot write the summary to " + file + ", which GITHUB_STEP_SUMMARY names: " + FileProblem.of(e),
                    e);
        }
    }

    private static String toText(Map<String, Object> json) {
        try {
            return JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsString(json)
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists, strings and numbers were expected", e);
        }
    }
}
