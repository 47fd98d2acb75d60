package dev.squall.scenario;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.squall.experiment.Experiment;
import dev.squall.run.loop.Script;
import dev.squall.run.loop.Script.ScriptedFault;
import dev.squall.run.loop.Script.ScriptedOperation;
import dev.squall.world.Latency;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reader of scenarios from {@link ScenarioWriter} or written by hand. A scenario is YAML: a head and a list of steps in
 * the order of their times. A step with the field {@code client} is an operation; any other step is a fault.
 */
public final class ScenarioReader {

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ScenarioReader() {}

    /**
     * Parses a scenario.
     *
     * @throws ScenarioFormatException if the text is not a valid scenario
     */
    public static Scenario parse(String text) {
        Fields head = new Fields("the scenario", tree(text));
        List<Fields> steps = head.maps("steps");
        boolean hasLivenessPhase = head.flag("liveness-phase", false);
        String title = head.text("title");
        String story = head.text("story", "");
        String anomaly = head.text("anomaly", "");
        Experiment experiment = experiment(head, head.texts("clients").size());
        List<String> clients = head.someOf("clients", experiment.nodeIds());
        head.requireNoOther();
        List<ScriptedOperation> operations = new ArrayList<>();
        List<ScriptedFault> faults = new ArrayList<>();
        StepReader reader = new StepReader(experiment, clients);
        for (Fields step : steps) {
            if (step.has("client")) {
                operations.add(reader.operation(step));
            } else {
                faults.add(reader.fault(step));
            }
            step.requireNoOther();
        }
        operations.sort(Comparator.comparingLong(ScriptedOperation::atNanos));
        faults.sort(Comparator.comparingLong(ScriptedFault::atNanos));
        return new Scenario(
                title, story, experiment, new Script(clients, operations, faults, hasLivenessPhase), anomaly);
    }

    private static JsonNode tree(String text) {
        try {
            refuseAliases(text);
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw notYaml(e.getLocation(), e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("a text was read, no file", e);
        }
    }

    /** Rejects YAML aliases: the parser would take an alias for a text with the alias's name. */
    private static void refuseAliases(String text) throws IOException {
        try (YAMLParser parser = (YAMLParser) YAML.createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.isCurrentAlias()) {
                    throw notYaml(parser.currentLocation(), "an alias", null);
                }
            }
        }
    }

    private static ScenarioFormatException notYaml(JsonLocation location, String message, Throwable cause) {
        String where = location == null ? "" : "line " + location.getLineNr() + ": ";
        String found = message == null ? "no YAML" : message.lines().findFirst().orElse("no YAML");
        return new ScenarioFormatException(where + found + "; expected one document of YAML without aliases", cause);
    }

    private static Experiment experiment(Fields head, int clients) {
        try {
            return Experiment.builder(head.text("system"), head.text("workload"))
                    .systemOptions(head.options("options"))
                    .nodeCount(head.count("nodes", 3))
                    .concurrency(clients)
                    .ratePerSecond(1)
                    .timeLimitMillis(head.whole("duration-ms"))
                    .nemesisIntervalMillis(1)
                    .latencyMillis(head.number("latency-ms", 1))
                    .latencyDistribution(head.choice(
                            "latency-distribution", Latency.Distribution.class, Latency.Distribution.CONSTANT))
                    .operationTimeoutMillis(
                            head.whole("operation-timeout-ms", Experiment.Builder.OPERATION_TIMEOUT_MILLIS))
                    .recoveryBoundMillis(head.whole("recovery-bound-ms", Experiment.Builder.RECOVERY_BOUND_MILLIS))
                    .seed(head.whole("seed", 1))
                    .build();
        } catch (IllegalArgumentException e) {
            throw head.failure(e.getMessage());
        }
    }
}
