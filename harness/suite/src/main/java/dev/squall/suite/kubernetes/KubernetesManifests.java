package dev.squall.suite.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Manifests of a suite run in a cluster, as YAML documents for {@code kubectl apply -f}. The exit codes of {@code
 * squall} decide about retries: 1, 2, 3 and 254 are answers, which another attempt would repeat, and 255 is a failure
 * of the environment. Needs Kubernetes 1.33 or later, which has retry limits for each index.
 */
public final class KubernetesManifests {

    /** Exit codes that are answers: violation, unknown, vacuous, wrong arguments. */
    static final List<Integer> ANSWERS = List.of(1, 2, 3, 254);

    static final int ENVIRONMENT_FAILURE = 255;

    private static final String SHARD_CONTAINER = "shard";
    private static final String MERGE_CONTAINER = "merge";
    private static final String SUITE_FOLDER = "/suite";
    private static final String SUITE_FILE = "suite.yaml";
    private static final String RESULTS_FOLDER = "/results";
    private static final String OWN_CLAIM = "squall-results";
    private static final int USER = 10_001;
    private static final int SECONDS_KEPT = 7 * 24 * 3600;
    private static final int GRACE_SECONDS = 60;

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .build());

    private final ClusterSuite suite;

    private KubernetesManifests(ClusterSuite suite) {
        this.suite = suite;
    }

    /** Returns the manifests as one text; the same suite run always gives the same text. */
    public static String of(ClusterSuite suite) {
        StringBuilder text = new StringBuilder();
        for (Map<String, Object> manifest : new KubernetesManifests(suite).all()) {
            try {
                text.append(YAML.writeValueAsString(manifest));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("maps, lists, strings and numbers were expected", e);
            }
        }
        return text.toString();
    }

    private List<Map<String, Object>> all() {
        List<Map<String, Object>> manifests = new ArrayList<>();
        manifests.add(configMap());
        if (suite.claim().isEmpty()) {
            manifests.add(claim());
        }
        manifests.add(shardJob());
        manifests.add(mergeJob());
        return manifests;
    }

    private Map<String, Object> configMap() {
        return Fields.of("apiVersion", "v1")
                .with("kind", "ConfigMap")
                .with("metadata", metadata(suite.name() + "-file"))
                .with("immutable", true)
                .with("data", Map.of(SUITE_FILE, suite.text()))
                .map();
    }

    /** A claim for all nights. All pods write to it, and may be on different machines. */
    private Map<String, Object> claim() {
        return Fields.of("apiVersion", "v1")
                .with("kind", "PersistentVolumeClaim")
                .with("metadata", Map.of("name", OWN_CLAIM))
                .with(
                        "spec",
                        Fields.of("accessModes", List.of("ReadWriteMany"))
                                .with("resources", Map.of("requests", Map.of("storage", "20Gi")))
                                .map())
                .map();
    }

    private Map<String, Object> shardJob() {
        // Kubernetes takes "$$" for a plain dollar. The shell then computes the number, which counts from 1.
        String script = "exec squall suite " + SUITE_FOLDER + "/" + SUITE_FILE + " --runs " + RESULTS_FOLDER
                + " --shard \"$$((JOB_COMPLETION_INDEX + 1))/" + suite.shards() + "\" \"$@\"";
        Map<String, Object> container = container(SHARD_CONTAINER, List.of("/bin/sh", "-c", script, "squall"))
                .with("args", suite.shardOptions())
                .with("resources", resources("2", "4Gi"))
                .with(
                        "volumeMounts",
                        List.of(mount("suite", SUITE_FOLDER, true), mount("results", RESULTS_FOLDER, false)))
                .map();
        Map<String, Object> spec = Fields.of("completionMode", "Indexed")
                .with("completions", suite.shards())
                .with("parallelism", suite.shards())
                .with("backoffLimitPerIndex", ClusterSuite.RETRIES)
                .with("podFailurePolicy", failurePolicy("FailIndex", SHARD_CONTAINER))
                .with("ttlSecondsAfterFinished", SECONDS_KEPT)
                .with("template", template(container, List.of(suiteVolume(), resultsVolume())))
                .map();
        return job(suite.name() + "-shards", spec);
    }

    private Map<String, Object> mergeJob() {
        List<String> options = List.of(
                "--runs", RESULTS_FOLDER,
                "--seed", String.valueOf(suite.masterSeed()),
                "--shards", String.valueOf(suite.shards()),
                "--attempts", String.valueOf(ClusterSuite.RETRIES + 1),
                "--wait", ClusterSuite.seconds(suite.mergeWait()));
        List<String> command = List.of("squall", "suite", "merge", RESULTS_FOLDER + "/suites/" + suite.suite());
        Map<String, Object> container = container(MERGE_CONTAINER, command)
                .with("args", options)
                .with("resources", resources("100m", "1Gi"))
                .with("volumeMounts", List.of(mount("results", RESULTS_FOLDER, false)))
                .map();
        Map<String, Object> spec = Fields.of("backoffLimit", ClusterSuite.RETRIES)
                .with("podFailurePolicy", failurePolicy("FailJob", MERGE_CONTAINER))
                .with("ttlSecondsAfterFinished", SECONDS_KEPT)
                .with("template", template(container, List.of(resultsVolume())))
                .map();
        return job(suite.name() + "-merge", spec);
    }

    private Map<String, Object> job(String name, Map<String, Object> spec) {
        return Fields.of("apiVersion", "batch/v1")
                .with("kind", "Job")
                .with("metadata", metadata(name))
                .with("spec", spec)
                .map();
    }

    /** The first rule that matches decides. A pod that its machine loses has given no answer, and costs no retry. */
    private static Map<String, Object> failurePolicy(String onAnswer, String container) {
        return Map.of(
                "rules",
                List.of(
                        Fields.of("action", "Ignore")
                                .with(
                                        "onPodConditions",
                                        List.of(Fields.of("type", "DisruptionTarget")
                                                .with("status", "True")
                                                .map()))
                                .map(),
                        exitCodes(onAnswer, container, ANSWERS),
                        exitCodes("Count", container, List.of(ENVIRONMENT_FAILURE))));
    }

    private static Map<String, Object> exitCodes(String action, String container, List<Integer> values) {
        return Fields.of("action", action)
                .with(
                        "onExitCodes",
                        Fields.of("containerName", container)
                                .with("operator", "In")
                                .with("values", values)
                                .map())
                .map();
    }

    private Map<String, Object> template(Map<String, Object> container, List<Object> volumes) {
        return Fields.of("metadata", Map.of("labels", labels()))
                .with(
                        "spec",
                        Fields.of("restartPolicy", "Never")
                                .with("automountServiceAccountToken", false)
                                .with("terminationGracePeriodSeconds", GRACE_SECONDS)
                                .with("securityContext", podSecurity())
                                .with("containers", List.of(container))
                                .with("volumes", volumes)
                                .map())
                .map();
    }

    private static Map<String, Object> podSecurity() {
        return Fields.of("runAsNonRoot", true)
                .with("runAsUser", USER)
                .with("runAsGroup", USER)
                .with("fsGroup", USER)
                .with("seccompProfile", Map.of("type", "RuntimeDefault"))
                .map();
    }

    private Fields container(String name, List<String> command) {
        return Fields.of("name", name)
                .with("image", suite.image())
                .with("command", command)
                .with(
                        "securityContext",
                        Fields.of("allowPrivilegeEscalation", false)
                                .with("capabilities", Map.of("drop", List.of("ALL")))
                                .map());
    }

    private static Map<String, Object> resources(String cpu, String memory) {
        return Fields.of(
                        "requests", Fields.of("cpu", cpu).with("memory", memory).map())
                .with("limits", Map.of("memory", memory))
                .map();
    }

    private static Map<String, Object> mount(String volume, String path, boolean isReadOnly) {
        return Fields.of("name", volume)
                .with("mountPath", path)
                .with("readOnly", isReadOnly)
                .map();
    }

    private Map<String, Object> suiteVolume() {
        return Fields.of("name", "suite")
                .with("configMap", Map.of("name", suite.name() + "-file"))
                .map();
    }

    private Map<String, Object> resultsVolume() {
        return Fields.of("name", "results")
                .with("persistentVolumeClaim", Map.of("claimName", suite.claim().orElse(OWN_CLAIM)))
                .map();
    }

    private Map<String, Object> metadata(String name) {
        return Fields.of("name", name).with("labels", labels()).map();
    }

    private Map<String, Object> labels() {
        return Fields.of("app.kubernetes.io/name", "squall")
                .with("app.kubernetes.io/instance", suite.name())
                .map();
    }
}
