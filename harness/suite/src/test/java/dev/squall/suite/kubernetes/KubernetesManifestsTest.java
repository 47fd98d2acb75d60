package dev.squall.suite.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the manifests against Kubernetes' schema, its enumerations and its rules across fields. */
class KubernetesManifestsTest {

    private static final String TEXT = "suite: night\nexperiments:\n  - name: \"a: b\"\n    systems: [all-sound]\n";

    private static ClusterSuite suite(String name, int shards, Optional<String> claim) {
        return new ClusterSuite(
                name,
                TEXT,
                5,
                shards,
                "registry.example.com/squall:0.1.0",
                claim,
                Optional.of(Duration.ofMinutes(45)),
                List.of("--keep", "2"));
    }

    private static ClusterSuite night() {
        return suite("night", 8, Optional.empty());
    }

    private static List<JsonNode> manifests(ClusterSuite suite) {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        try {
            return new ArrayList<>(yaml.readerFor(JsonNode.class)
                    .<JsonNode>readValues(KubernetesManifests.of(suite))
                    .readAll());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode job(ClusterSuite suite, String ending) {
        return manifests(suite).stream()
                .filter(manifest -> manifest.at("/metadata/name").asText().endsWith(ending))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"night,8", "All_Of.them--and-a-name-that-is-much-longer-than-others,10000", "1,1"})
    void manifestsFollowTheSchemaAndTheRules(String name, int shards) {
        for (Optional<String> claim : List.of(Optional.<String>empty(), Optional.of("nfs.results"))) {
            List<JsonNode> manifests = manifests(suite(name, shards, claim));
            assertThat(manifests)
                    .extracting(manifest -> manifest.path("kind").asText())
                    .containsExactlyElementsOf(
                            claim.isPresent()
                                    ? List.of("ConfigMap", "Job", "Job")
                                    : List.of("ConfigMap", "PersistentVolumeClaim", "Job", "Job"));
            assertThat(ManifestRules.violations(manifests, claim.stream().toList()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/spec | completionMode | Index | completionMode",
                "/spec | backOffLimitPerIndex | 1 | backOffLimitPerIndex",
                "/spec | completions | eight | Indexed needs completions",
                "/spec | backoffLimitPerIndex | | FailIndex needs backoffLimitPerIndex",
                "/spec | completionMode | | backoffLimitPerIndex needs Indexed",
                "/spec | maxFailedIndexes | 9 | maxFailedIndexes",
                "/spec | template | | template",
                "/spec/template/spec | restartPolicy | OnFailure | restartPolicy",
                "/spec/podFailurePolicy/rules/1 | action | FailIndx | action",
                "/spec/podFailurePolicy/rules/1/onExitCodes | operator | | operator",
                "/spec/podFailurePolicy/rules/1/onExitCodes | containerName | other | containerName",
                "/spec/podFailurePolicy/rules/1/onExitCodes | values | [3,2] | ascending",
                "/spec/podFailurePolicy/rules/1/onExitCodes | values | [0,2] | 0",
                "/spec/template/spec/volumes/0/configMap | name | elsewhere | elsewhere",
                "/spec/template/spec/containers/0/volumeMounts/0 | name | sute | sute",
                "/metadata | name | Night | name",
            })
    void mistakeInAJobIsFound(String parent, String field, String value, String sentence) throws IOException {
        List<JsonNode> manifests = manifests(night());
        ObjectNode job = (ObjectNode) manifests.stream()
                .filter(manifest -> manifest.at("/metadata/name").asText().endsWith("-shards"))
                .findFirst()
                .orElseThrow();
        ObjectNode place = (ObjectNode) job.at(parent);
        if (value == null) {
            place.remove(field);
        } else {
            place.set(field, new ObjectMapper(new YAMLFactory()).readTree(value));
        }
        assertThat(ManifestRules.violations(manifests, List.of()))
                .isNotEmpty()
                .anySatisfy(violation -> assertThat(violation).contains(sentence));
    }

    @Test
    void answersAreNeverRetriedAndFailuresAre() {
        for (Map.Entry<String, String> job :
                Map.of("-shards", "FailIndex", "-merge", "FailJob").entrySet()) {
            JsonNode rules = job(night(), job.getKey()).at("/spec/podFailurePolicy/rules");
            for (int exitCode : List.of(1, 2, 3, 254)) {
                assertThat(ManifestRules.actionOn(exitCode, rules)).isEqualTo(job.getValue());
            }
            for (int exitCode : List.of(255, 130, 137, 143)) {
                assertThat(ManifestRules.actionOn(exitCode, rules)).isEqualTo("Count");
            }
        }
    }

    @Test
    void eachCompletionIndexRunsItsShard(@TempDir Path folder) throws Exception {
        Path squall = folder.resolve("squall");
        Files.writeString(squall, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(squall.toFile().setExecutable(true)).isTrue();
        JsonNode container = job(suite("night", 3, Optional.empty()), "-shards").at("/spec/template/spec/containers/0");
        for (int index = 0; index < 3; index++) {
            List<String> words = new ArrayList<>();
            container.path("command").forEach(word -> words.add(ManifestRules.expanded(word.asText())));
            container.path("args").forEach(word -> words.add(ManifestRules.expanded(word.asText())));
            ProcessBuilder shell = new ProcessBuilder(words).redirectErrorStream(true);
            shell.environment().put("JOB_COMPLETION_INDEX", String.valueOf(index));
            shell.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
            Process process = shell.start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(out).isZero();
            assertThat(out.lines())
                    .containsExactly(
                            "suite",
                            "/suite/suite.yaml",
                            "--runs",
                            "/results",
                            "--shard",
                            (index + 1) + "/3",
                            "--seed",
                            "5",
                            "--time-budget",
                            "2700s",
                            "--keep",
                            "2");
        }
    }

    @Test
    void mergeWaitsForTheShardsThatTheOtherJobMakes() {
        JsonNode merge = job(night(), "-merge").at("/spec/template/spec/containers/0");
        List<String> words = new ArrayList<>();
        merge.path("command").forEach(word -> words.add(word.asText()));
        merge.path("args").forEach(word -> words.add(word.asText()));
        assertThat(words)
                .containsExactly(
                        "squall",
                        "suite",
                        "merge",
                        "/results/suites/night",
                        "--runs",
                        "/results",
                        "--seed",
                        "5",
                        "--shards",
                        "8",
                        "--attempts",
                        "3",
                        "--wait",
                        "11700s");
        assertThat(job(night(), "-shards").at("/spec/completions").asInt()).isEqualTo(8);
        assertThat(job(night(), "-shards").at("/spec/backoffLimitPerIndex").asInt() + 1)
                .isEqualTo(3);
    }

    @Test
    void clusterReadsTheSuiteAsItIsInTheFile() {
        assertThat(job(night(), "-file").at("/data/suite.yaml").asText()).isEqualTo(TEXT);
        assertThat(KubernetesManifests.of(night())).isEqualTo(KubernetesManifests.of(night()));
    }

    @Test
    void valuesThatAClusterRefusesAreRefusedHere() {
        assertThatThrownBy(() -> suite("night", 0, Optional.empty()))
                .hasMessage("--shards is 0; expected at least 1 and at most 10000");
        assertThatThrownBy(() -> suite("night", 1, Optional.of("My_Claim")))
                .hasMessageContaining("the claim is 'My_Claim'; expected the name of a persistent volume claim");
        assertThatThrownBy(() ->
                        new ClusterSuite("night", TEXT, 1, 1, "a b; rm", Optional.empty(), Optional.empty(), List.of()))
                .hasMessageContaining("the image is 'a b; rm'; expected a name such as");
        assertThatThrownBy(() -> new ClusterSuite(
                        "night", "#".repeat(1_000_001), 1, 1, "i", Optional.empty(), Optional.empty(), List.of()))
                .hasMessageContaining("expected at most 1000000, since a ConfigMap holds no more");
    }
}
