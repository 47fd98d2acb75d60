package dev.squall.report.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.squall.report.page.Html;
import dev.squall.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Entry of the index page for one run, built without reading the history.
 *
 * @param path path of the run's folder relative to the index page, with slashes
 * @param hasPage true if the run has, or will have, a report page
 * @param outcome outcome of the run in words: one of {@link Marks}
 * @param record content of {@code experiment.json}
 * @param verdict content of {@code verdict.json}; missing if the run was not judged
 */
record RunEntry(String path, boolean hasPage, String outcome, JsonNode record, JsonNode verdict) {

    /** Folder with the runs that show the results of {@code squall lectures}. */
    private static final String TRIALS = "lectures/";

    static final String UNDER_WAY = "under way";
    static final String NOT_JUDGED = "not judged";

    /**
     * Reads a run's folder. Unreadable files count as missing.
     *
     * @param isUnderWay true if a run without verdict is still being recorded
     */
    static RunEntry read(Path root, Path folder, boolean hasPage, boolean isUnderWay) {
        JsonNode verdict = readJson(folder.resolve(RunFolder.VERDICT_FILE));
        String unjudged = isUnderWay ? UNDER_WAY : NOT_JUDGED;
        return new RunEntry(
                root.relativize(folder).toString().replace('\\', '/'),
                hasPage,
                verdict.path("outcome").asText(unjudged),
                readJson(folder.resolve(RunFolder.EXPERIMENT_FILE)),
                verdict);
    }

    static JsonNode readJson(Path file) {
        try {
            return Files.isRegularFile(file) ? RunsFolder.JSON.readTree(file.toFile()) : MissingNode.getInstance();
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    JsonNode experiment() {
        return record.path("experiment");
    }

    String system() {
        return experiment().path("system").asText("history");
    }

    String workload() {
        return experiment().path("workload").asText();
    }

    String world() {
        return experiment().path("world").asText();
    }

    String seed() {
        return experiment().path("seed").asText();
    }

    String command() {
        return record.path("command").asText();
    }

    List<String> faults() {
        List<String> faults = new ArrayList<>();
        experiment().path("faults").forEach(fault -> faults.add(fault.asText()));
        return faults;
    }

    /** Returns the name of the run's folder, which begins with the time at which the run began. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Returns true if the run shows the result of a trial of {@code squall lectures}. */
    boolean isOfTrial() {
        return path.startsWith(TRIALS);
    }

    /** Returns the system, with the time at which the run began or the claim that the run is about. */
    String title() {
        return isOfTrial()
                ? system() + " for the claim " + path.substring(TRIALS.length()).replaceAll("/.*", "")
                : system() + " " + name();
    }

    String href() {
        return Html.href(path + "/" + (hasPage ? RunFolder.REPORT_FILE : ""));
    }

    /** Returns a key that all runs of the same experiment share: its values without the seed. */
    String experimentKey() {
        if (!(experiment() instanceof ObjectNode experiment)) {
            return "";
        }
        ObjectNode common = experiment.deepCopy();
        common.remove("seed");
        return common.toString();
    }

    boolean isViolation() {
        return outcome.equals("violation");
    }

    /**
     * Returns a sentence about the first violation, or else about the first unknown verdict, or else the first reason
     * why the run is vacuous.
     */
    String complaint() {
        return complaint("violation")
                .or(() -> complaint("unknown"))
                .orElse(verdict.path("vacuous").path(0).asText());
    }

    private Optional<String> complaint(String validity) {
        for (JsonNode checked : verdict.path("verdicts")) {
            if (checked.path("validity").asText().equals(validity)) {
                String checker = checked.path("checker").asText();
                String summary = checked.path("summary").asText();
                return Optional.of(summary.startsWith(checker) ? summary : checker + ": " + summary);
            }
        }
        return Optional.empty();
    }

    /** Returns a quantile of the latency of successful operations, in milliseconds; NaN if it is unknown. */
    double latencyMillis(String quantile) {
        return StreamSupport.stream(verdict.path("verdicts").spliterator(), false)
                .filter(checked -> checked.path("checker").asText().equals("statistics"))
                .mapToDouble(checked -> checked.path("details")
                                .path("all")
                                .path("latency")
                                .path(quantile + "Nanos")
                                .asDouble(Double.NaN)
                        / 1e6)
                .findFirst()
                .orElse(Double.NaN);
    }
}
