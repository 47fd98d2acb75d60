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
 * Index's entry for one run; its history is not read.
 *
 * @param path of its folder, relative to the index's, with slashes
 * @param hasPage whether there is, or will be, a page of it
 * @param outcome in a word: one of {@link Marks}
 * @param record the content of {@code experiment.json}
 * @param verdict the content of {@code verdict.json}; missing if it was not judged
 */
record RunEntry(String path, boolean hasPage, String outcome, JsonNode record, JsonNode verdict) {

    static final String UNDER_WAY = "under way";
    static final String NOT_JUDGED = "not judged";

    /**
     * Reads a run's folder. A file of it that cannot be read is as one that is not there.
     *
     * @param isUnderWay whether a run that was not judged is still being written
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

    /** Its folder's name, which begins with the time at which the run began. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    String href() {
        return Html.href(path + "/" + (hasPage ? RunFolder.REPORT_FILE : ""));
    }

    /** Returns all that the runs of one experiment have in common: all but the seed. */
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
     * Returns the first violation in a sentence; else the first verdict that is unknown; else what kept the run from
     * proving something.
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

    /** A quantile of the latency of what succeeded, in milliseconds; not a number if it is not known. */
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
