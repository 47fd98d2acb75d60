package dev.squall.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.squall.check.Verdict;
import dev.squall.fault.Evidence;
import dev.squall.history.HistoryFormatException;
import dev.squall.node.Fact;
import dev.squall.node.wire.MalformedMessageException;
import dev.squall.node.wire.WireCodec;
import dev.squall.run.loop.Recording;
import dev.squall.run.loop.Stop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Lines of a run's {@code journal.jsonl}, one JSON object each. The first line of a journal marks the beginning of the
 * run. Each further line of a journal is a fact, the end of a node's life, or the end of the run, in the order of the
 * run. A journal of an older version contains only facts.
 */
final class JournalLines {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEGIN = "begin";
    private static final String LIFE_END = "life-end";
    private static final String END = "end";

    /** Content of a line. */
    sealed interface Line {

        /** Returns the time since the run began, in nanoseconds. */
        long timeNanos();
    }

    record Begin(long timeNanos, boolean scripted) implements Line {}

    record Noted(long timeNanos, String nodeId, int life, Fact fact) implements Line {}

    record LifeEnd(long timeNanos, String nodeId, int life, boolean whole) implements Line {}

    /** @param complete false if the run was interrupted or stopped */
    record End(long timeNanos, boolean complete, OptionalLong healedNanos, List<Evidence> evidence, Optional<Stop> stop)
            implements Line {}

    private JournalLines() {}

    static String begin(boolean scripted) {
        return text(event(0, BEGIN, "scripted", scripted));
    }

    static String lifeEnd(long timeNanos, String nodeId, int life, boolean whole) {
        Map<String, Object> line = event(timeNanos, LIFE_END, "node", nodeId);
        line.put("life", life);
        line.put("whole", whole);
        return text(line);
    }

    static String end(long timeNanos, OptionalLong healedNanos, Recording recording) {
        Map<String, Object> line = event(timeNanos, END, "complete", recording.complete());
        healedNanos.ifPresent(nanos -> line.put("healed", nanos));
        line.put("faults", recording.evidence().stream().map(RunSummary::of).toList());
        recording.stop().ifPresent(stop -> {
            line.put("operation", stop.operation());
            line.put("stopTime", stop.timeNanos());
            line.put("violation", RunSummary.of(stop.verdict()));
        });
        return text(line);
    }

    private static Map<String, Object> event(long timeNanos, String event, String name, Object value) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", timeNanos);
        line.put("event", event);
        line.put(name, value);
        return line;
    }

    private static String text(Map<String, Object> line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line of the journal cannot be put into JSON", e);
        }
    }

    /**
     * Parses a line of a journal.
     *
     * @throws HistoryFormatException if the text is not a line of a journal; the message names the expected form
     */
    static Line read(String text, WireCodec codec) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new HistoryFormatException("found " + shortened(text) + ", expected one JSON object");
        }
        long timeNanos = field(json, "time", JsonNode::isIntegralNumber).longValue();
        if (json.has("fact")) {
            return new Noted(timeNanos, node(json), life(json), fact(json, codec));
        }
        String event = field(json, "event", JsonNode::isTextual).textValue();
        return switch (event) {
            case BEGIN -> new Begin(timeNanos, flag(json, "scripted"));
            case LIFE_END -> new LifeEnd(timeNanos, node(json), life(json), flag(json, "whole"));
            case END -> new End(timeNanos, flag(json, "complete"), healed(json), evidence(json), stop(json));
            default ->
                throw new HistoryFormatException(
                        "found the event " + event + ", expected one of " + String.join(", ", BEGIN, LIFE_END, END));
        };
    }

    private static Fact fact(JsonNode json, WireCodec codec) {
        try {
            return codec.decodeFact(json.get("fact").toString());
        } catch (MalformedMessageException e) {
            throw new HistoryFormatException(e.getMessage());
        }
    }

    private static String node(JsonNode json) {
        return field(json, "node", JsonNode::isTextual).textValue();
    }

    private static int life(JsonNode json) {
        return field(json, "life", JsonNode::isInt).intValue();
    }

    private static boolean flag(JsonNode json, String name) {
        return field(json, name, JsonNode::isBoolean).booleanValue();
    }

    private static OptionalLong healed(JsonNode json) {
        return json.has("healed")
                ? OptionalLong.of(
                        field(json, "healed", JsonNode::isIntegralNumber).longValue())
                : OptionalLong.empty();
    }

    /** Reads the evidence of faults, in the JSON form that journals and verdicts share. */
    static List<Evidence> evidence(JsonNode json) {
        List<Evidence> evidence = new ArrayList<>();
        for (JsonNode fault : json.path("faults")) {
            evidence.add(new Evidence(
                    field(fault, "fault", JsonNode::isTextual).textValue(),
                    field(fault, "injections", JsonNode::isIntegralNumber).longValue(),
                    field(fault, fault.has("bites") ? "bites" : "effects", JsonNode::isIntegralNumber)
                            .longValue(),
                    field(fault, "evidence", JsonNode::isTextual).textValue()));
        }
        return evidence;
    }

    private static Optional<Stop> stop(JsonNode json) {
        if (!json.has("violation")) {
            return Optional.empty();
        }
        JsonNode seen = json.get("violation");
        List<Integer> operations = new ArrayList<>();
        seen.path("operations").forEach(index -> operations.add(index.intValue()));
        Verdict verdict = Verdict.violation(
                field(seen, "checker", JsonNode::isTextual).textValue(),
                field(seen, "anomaly", JsonNode::isTextual).textValue(),
                field(seen, "summary", JsonNode::isTextual).textValue(),
                operations,
                Map.of());
        return Optional.of(new Stop(
                field(json, "operation", JsonNode::isInt).intValue(),
                field(json, "stopTime", JsonNode::isIntegralNumber).longValue(),
                verdict));
    }

    private static JsonNode field(JsonNode json, String name, Predicate<JsonNode> isRight) {
        JsonNode field = json.path(name);
        if (!isRight.test(field)) {
            throw new HistoryFormatException(
                    "found " + (field.isMissingNode() ? "no field " + name : name + " " + shortened(field.toString()))
                            + ", expected a line as squall run writes it");
        }
        return field;
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
