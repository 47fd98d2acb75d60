package dev.squall.suite.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Kubernetes' rules for manifests. The library of the published API checks the schema. The other checks are those of
 * the API server, as the reference of batch/v1 describes them: enumerations, names, and rules across fields.
 */
final class ManifestRules {

    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    private static final Pattern LABEL_VALUE = Pattern.compile("([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)?");
    private static final int LABEL_MAX = 63;

    private static final Map<String, Set<String>> ENUMERATIONS = Map.of(
            "/spec/completionMode", Set.of("NonIndexed", "Indexed"),
            "/spec/template/spec/restartPolicy", Set.of("Never", "OnFailure"));

    private final List<JsonNode> manifests;
    private final List<String> claims;
    private final List<String> violations = new ArrayList<>();

    private ManifestRules(List<JsonNode> manifests, List<String> claims) {
        this.manifests = manifests;
        this.claims = claims;
    }

    /** @param claims names of claims that the cluster has already */
    static List<String> violations(List<JsonNode> manifests, List<String> claims) {
        ManifestRules rules = new ManifestRules(manifests, claims);
        manifests.forEach(rules::checkSchema);
        manifests.forEach(rules::checkMetadata);
        manifests.stream().filter(manifest -> isOf("Job", manifest)).forEach(rules::checkJob);
        return rules.violations;
    }

    private static boolean isOf(String kind, JsonNode manifest) {
        return kind.equals(manifest.path("kind").asText());
    }

    private void require(boolean isMet, String sentence) {
        if (!isMet) {
            violations.add(sentence);
        }
    }

    private void checkSchema(JsonNode manifest) {
        JsonElement json = JsonParser.parseString(manifest.toString());
        try {
            switch (manifest.path("kind").asText()) {
                case "Job" -> {
                    V1Job.validateJsonElement(json);
                    V1Job.fromJson(json.toString());
                }
                case "ConfigMap" -> {
                    V1ConfigMap.validateJsonElement(json);
                    V1ConfigMap.fromJson(json.toString());
                }
                case "PersistentVolumeClaim" -> {
                    V1PersistentVolumeClaim.validateJsonElement(json);
                    V1PersistentVolumeClaim.fromJson(json.toString());
                }
                default -> violations.add("unexpected kind: " + manifest.path("kind"));
            }
        } catch (IOException | RuntimeException e) {
            violations.add(e.getMessage());
        }
        String version = isOf("Job", manifest) ? "batch/v1" : "v1";
        require(version.equals(manifest.path("apiVersion").asText()), "apiVersion of " + manifest.path("kind"));
    }

    private void checkMetadata(JsonNode manifest) {
        String name = manifest.at("/metadata/name").asText();
        require(name.length() <= LABEL_MAX && DNS_LABEL.matcher(name).matches(), "the name '" + name + "'");
        manifest.at("/metadata/labels")
                .forEach(label -> require(
                        label.asText().length() <= LABEL_MAX
                                && LABEL_VALUE.matcher(label.asText()).matches(),
                        "the label " + label));
    }

    private void checkJob(JsonNode job) {
        ENUMERATIONS.forEach((path, values) -> {
            JsonNode value = job.at(path);
            require(value.isMissingNode() || values.contains(value.asText()), path + " is " + value);
        });
        JsonNode spec = job.path("spec");
        boolean isIndexed = "Indexed".equals(spec.path("completionMode").asText());
        require(!spec.has("backoffLimitPerIndex") || isIndexed, "backoffLimitPerIndex needs Indexed");
        require(!isIndexed || spec.path("completions").asInt() >= 1, "Indexed needs completions");
        require(
                !spec.has("maxFailedIndexes")
                        || spec.has("backoffLimitPerIndex")
                                && spec.path("maxFailedIndexes").asInt()
                                        <= spec.path("completions").asInt(),
                "maxFailedIndexes is more than completions, or without backoffLimitPerIndex");
        // A pod's host name is the Job's name and the index.
        int digits = isIndexed
                ? 1 + String.valueOf(spec.path("completions").asInt() - 1).length()
                : 0;
        require(
                job.at("/metadata/name").asText().length() + digits <= LABEL_MAX,
                "the name is too long for the pods' host names");
        require(
                !spec.has("podFailurePolicy")
                        || "Never"
                                .equals(spec.at("/template/spec/restartPolicy").asText()),
                "podFailurePolicy needs restartPolicy Never");
        spec.at("/podFailurePolicy/rules").forEach(rule -> checkRule(rule, spec));
        checkVolumes(spec.at("/template/spec"));
    }

    private void checkRule(JsonNode rule, JsonNode spec) {
        String action = rule.path("action").asText();
        require(Set.of("FailJob", "FailIndex", "Ignore", "Count").contains(action), "action is " + action);
        require(
                !action.equals("FailIndex") || spec.has("backoffLimitPerIndex"),
                "FailIndex needs backoffLimitPerIndex");
        require(
                rule.has("onExitCodes") != rule.has("onPodConditions"),
                "a rule has either onExitCodes or onPodConditions");
        JsonNode exitCodes = rule.path("onExitCodes");
        if (!exitCodes.isMissingNode()) {
            require(
                    Set.of("In", "NotIn").contains(exitCodes.path("operator").asText()),
                    "operator is " + exitCodes.path("operator"));
            List<Integer> values = new ArrayList<>();
            exitCodes.path("values").forEach(value -> values.add(value.asInt()));
            require(
                    !values.isEmpty() && values.equals(List.copyOf(new TreeSet<>(values))),
                    "exit codes are not ascending: " + values);
            require(
                    !values.contains(0)
                            || "NotIn".equals(exitCodes.path("operator").asText()),
                    "exit code 0 is a success: " + values);
            String container = exitCodes.path("containerName").asText();
            require(
                    spec.at("/template/spec/containers")
                            .findValuesAsText("name")
                            .contains(container),
                    "containerName is " + container);
        }
    }

    private void checkVolumes(JsonNode pod) {
        List<String> volumes = new ArrayList<>();
        for (JsonNode volume : pod.path("volumes")) {
            volumes.add(volume.path("name").asText());
            requireThere("ConfigMap", volume.at("/configMap/name"), List.of());
            requireThere("PersistentVolumeClaim", volume.at("/persistentVolumeClaim/claimName"), claims);
        }
        for (JsonNode container : pod.path("containers")) {
            for (JsonNode mount : container.path("volumeMounts")) {
                require(
                        volumes.contains(mount.path("name").asText()),
                        "a mount of " + mount.path("name") + ", which is no volume");
            }
        }
    }

    private void requireThere(String kind, JsonNode name, List<String> others) {
        require(
                name.isMissingNode()
                        || others.contains(name.asText())
                        || manifests.stream()
                                .filter(manifest -> isOf(kind, manifest))
                                .anyMatch(manifest ->
                                        manifest.at("/metadata/name").equals(name)),
                "there is no " + kind + " " + name);
    }

    /** Returns the action of the first rule that matches an exit code; {@code Count} if none does. */
    static String actionOn(int exitCode, JsonNode rules) {
        for (JsonNode rule : rules) {
            for (JsonNode value : rule.at("/onExitCodes/values")) {
                if (value.asInt() == exitCode) {
                    return rule.path("action").asText();
                }
            }
        }
        return "Count";
    }

    /** Returns a word as Kubernetes passes it to a container that has none of the variables. */
    static String expanded(String word) {
        return word.replace("$$", "$");
    }
}
