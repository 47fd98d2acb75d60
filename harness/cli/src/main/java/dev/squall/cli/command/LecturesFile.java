package dev.squall.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.squall.claims.CourseTopic;
import dev.squall.report.index.IndexPage;
import dev.squall.report.page.ReportException;
import dev.squall.system.Claim;
import dev.squall.system.Systems;
import dev.squall.world.WorldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * File with the results of the lectures' claims, in the folder of the runs, whose index page shows the results. A claim
 * that was not verified this time keeps its earlier result.
 *
 * @param runs the folder of the runs
 */
record LecturesFile(Path runs) {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * @param answer the command's JSON output
     * @return the index page that shows the results
     * @throws WorldException if the file or the index page cannot be written
     */
    Path keep(Map<String, Object> answer) {
        Path file = runs.resolve(IndexPage.LECTURES_FILE);
        Path temporary = runs.resolve(IndexPage.LECTURES_FILE + ".tmp");
        try {
            Files.createDirectories(runs);
            ObjectNode content = JSON.valueToTree(answer);
            content.set("claims", merged(claims(file), content.path("claims")));
            Files.writeString(temporary, JSON.writeValueAsString(content) + "\n");
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            return IndexPage.write(runs, complaint -> {});
        } catch (IOException | ReportException e) {
            throw new WorldException(
                    "cannot write " + file + ": " + e.getMessage() + "; name a folder that can be written by --runs",
                    e);
        }
    }

    private static JsonNode claims(Path file) {
        try {
            return JSON.readTree(file.toFile()).path("claims");
        } catch (IOException e) {
            // Without a readable file, the results start empty.
            return JSON.createArrayNode();
        }
    }

    private static ArrayNode merged(JsonNode before, JsonNode now) {
        Map<String, JsonNode> byId = new TreeMap<>();
        before.forEach(claim -> byId.put(claim.path("claim").asText(), claim));
        now.forEach(claim -> byId.put(claim.path("claim").asText(), claim));
        ArrayNode merged = JSON.createArrayNode();
        for (Claim claim : CourseTopic.inOrder(Systems.installed().claims())) {
            if (byId.containsKey(claim.id())) {
                merged.add(byId.get(claim.id()));
            }
        }
        return merged;
    }
}
