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

/** Writer of a suite's reports into its folder, for people, CI servers and programs. */
public final class SuiteReports {

    private SuiteReports() {}

    /**
     * Writes the reports. The JSON summary is written last: its existence shows that the suite run has ended.
     *
     * @param stepSummary file to which a Markdown summary is appended, for a CI server
     * @return the JSON summary
     * @throws WorldException if a report cannot be written
     */
    public static Map<String, Object> write(
            SuiteResult result, SuiteMetadata metadata, SuiteFolder folder, Optional<Path> stepSummary) {
        Map<String, List<CellResult>> experiments = result.cells().stream()
                .collect(Collectors.groupingBy(
                        cell -> cell.labels().experiment(), LinkedHashMap::new, Collectors.toList()));
        experiments.forEach((experiment, cells) -> {
            String name = "squall." + metadata.identity().suite() + "." + experiment;
            folder.write(SuiteFolder.JUNIT_FOLDER + "/TEST-" + name + ".xml", JUnitXml.of(name, cells));
        });
        if (!result.shards().isEmpty()) {
            String name = "squall." + metadata.identity().suite() + ".shards";
            folder.write(
                    SuiteFolder.JUNIT_FOLDER + "/TEST-shards-" + name + ".xml",
                    JUnitXml.ofShards(name, result.shards()));
        }
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

    /** Returns JSON data as indented text. */
    public static String toText(Map<String, Object> json) {
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
