package dev.squall.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.squall.cluster.Latency;
import dev.squall.cluster.WriteLoss;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Script;
import dev.squall.experiment.Script.ScriptedFault;
import dev.squall.experiment.Script.ScriptedOperation;
import dev.squall.nemesis.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Reads scenarios as {@link ScenarioWriter} writes them and people do: YAML with a head and a list of steps, in the
 * order of their times. A step with {@code client} is an operation, any other a fault.
 */
public final class ScenarioReader {

    private static final long MILLISECOND_NANOS = 1_000_000L;

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private ScenarioReader() {}

    /**
     * The scenario in a text.
     *
     * @throws ScenarioFormatException if there is none
     */
    public static Scenario parse(String text) {
        JsonNode root;
        try {
            root = YAML.readTree(text);
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
            throw new ScenarioFormatException(
                    where + e.getOriginalMessage().lines().findFirst().orElse("no YAML") + "; expected YAML", e);
        }
        Fields head = new Fields("the scenario", root);
        List<String> clients = head.texts("clients");
        List<ScriptedOperation> operations = new ArrayList<>();
        List<ScriptedFault> faults = new ArrayList<>();
        for (Fields step : head.maps("steps")) {
            if (step.has("client")) {
                operations.add(operation(step, clients));
            } else {
                faults.add(fault(step));
            }
            step.requireNoOther();
        }
        operations.sort(Comparator.comparingLong(ScriptedOperation::atNanos));
        faults.sort(Comparator.comparingLong(ScriptedFault::atNanos));
        boolean hasLivenessPhase = head.flag("liveness-phase", false);
        String title = head.text("title");
        String story = head.text("story", "");
        String anomaly = head.text("anomaly", "");
        Experiment experiment = experiment(head, clients.size());
        head.requireNoOther();
        try {
            return new Scenario(
                    title, story, experiment, new Script(clients, operations, faults, hasLivenessPhase), anomaly);
        } catch (IllegalArgumentException e) {
            throw head.failure(e.getMessage());
        }
    }

    private static Experiment experiment(Fields head, int clients) {
        try {
            return new Experiment(
                    head.text("system"),
                    head.options("options"),
                    List.of(),
                    head.text("workload"),
                    Experiment.SIMULATED,
                    head.count("nodes", 3),
                    clients,
                    1,
                    head.whole("duration-ms"),
                    List.of(),
                    1,
                    head.number("latency-ms", 1),
                    head.choice("latency-distribution", Latency.Distribution.class, Latency.Distribution.CONSTANT),
                    head.whole("operation-timeout-ms", 1_000),
                    head.whole("recovery-bound-ms", 10_000),
                    false,
                    head.whole("seed", 1));
        } catch (IllegalArgumentException e) {
            throw head.failure(e.getMessage());
        }
    }

    private static ScriptedOperation operation(Fields step, List<String> clients) {
        int client = step.count("client", 0);
        if (client >= clients.size()) {
            throw step.failure("client is " + client + "; expected at most " + (clients.size() - 1));
        }
        return new ScriptedOperation(
                step.nanos("at-ms"),
                client,
                step.text("asks", clients.get(client)),
                step.text("does"),
                step.data("value"));
    }

    private static ScriptedFault fault(Fields step) {
        long at = step.nanos("at-ms");
        long until = step.nanos("until-ms", Long.MAX_VALUE);
        Fault fault = whichFault(step);
        if (until < at) {
            throw step.failure("until-ms is before at-ms; expected it not to be");
        }
        return new ScriptedFault(at, until, fault);
    }

    private static Fault whichFault(Fields step) {
        if (step.has("cut")) {
            return new Fault.Cut(step.links("cut"));
        } else if (step.has("packets")) {
            return packets(step);
        } else if (step.has("down")) {
            WriteLoss writes =
                    switch (step.text("writes", ScenarioWriter.KEPT)) {
                        case ScenarioWriter.KEPT -> WriteLoss.NONE;
                        case "lost" -> WriteLoss.LOST;
                        case "torn" -> WriteLoss.TORN;
                        default ->
                            throw step.failure("writes are " + step.text("writes") + "; expected kept, lost or torn");
                    };
            return new Fault.Down(step.text("down"), writes, step.flag("at-next-sync", false));
        } else if (step.has("paused")) {
            return new Fault.Paused(step.text("paused"));
        } else if (step.has("skewed")) {
            return new Fault.Skewed(
                    step.text("skewed"),
                    (long) (step.number("offset-ms", 0) * MILLISECOND_NANOS),
                    step.whole("drift-ppb", 0));
        }
        throw step.failure(
                "it has neither client nor a fault; expected one of client, cut, packets, down, paused, skewed");
    }

    private static Fault packets(Fields step) {
        int perCent = step.count("per-cent", 100);
        long delayNanos = step.nanos("delay-ms", MILLISECOND_NANOS);
        if (perCent > 100 || delayNanos < 1) {
            throw step.failure("per-cent is " + perCent + " and delay-ms " + delayNanos
                    + " ns; expected at most 100, and some delay");
        }
        Map<String, List<String>> links = step.has("links") ? step.links("links") : Map.of();
        Fault.PacketFault kind = step.choice("packets", Fault.PacketFault.class, null);
        return new Fault.Packets(kind, perCent, delayNanos, step.whole("seed", 0), links);
    }
}
