package dev.squall.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.squall.experiment.Experiment;
import dev.squall.fault.FaultCodec;
import dev.squall.history.Keyword;
import dev.squall.run.loop.Script.ScriptedFault;
import dev.squall.run.loop.Script.ScriptedOperation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writer of scenarios as YAML, one step per line, in the order of their times. */
public final class ScenarioWriter {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Characters that JSON allows but YAML does not, or at which YAML breaks lines. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\u007F-\\u009F\\u2028\\u2029\\uFEFF\\uFFFE\\uFFFF]");

    private static final int NANOS_DECIMALS = 6;

    private record Step(long atNanos, Map<String, Object> fields) {}

    private ScenarioWriter() {}

    /** Returns the text of a scenario; {@link ScenarioReader} reads it back as an equal scenario. */
    public static String write(Scenario scenario) {
        Experiment experiment = scenario.experiment();
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("title", scenario.title());
        head.put("anomaly", scenario.anomaly());
        head.put("system", experiment.system());
        head.put("options", experiment.systemOptions());
        head.put("workload", experiment.workload());
        head.put("nodes", experiment.nodeCount());
        head.put("clients", scenario.script().clients());
        head.put("seed", experiment.seed());
        head.put("latency-ms", experiment.latencyMillis());
        head.put("latency-distribution", experiment.latencyDistribution().optionName());
        head.put("duration-ms", experiment.timeLimitMillis());
        head.put("operation-timeout-ms", experiment.operationTimeoutMillis());
        head.put("recovery-bound-ms", experiment.recoveryBoundMillis());
        head.put("liveness-phase", scenario.script().hasLivenessPhase());
        StringBuilder text = new StringBuilder();
        head.forEach((name, value) ->
                text.append(name).append(": ").append(json(value)).append('\n'));
        text.append("story: ").append(json(scenario.story())).append('\n');
        List<Step> steps = steps(scenario);
        text.append(steps.isEmpty() ? "steps: []\n" : "steps:\n");
        steps.forEach(step -> text.append("- ").append(flow(step.fields)).append('\n'));
        return text.toString();
    }

    private static List<Step> steps(Scenario scenario) {
        List<Step> steps = new ArrayList<>();
        scenario.script().faults().forEach(fault -> steps.add(new Step(fault.atNanos(), fields(fault))));
        scenario.script()
                .operations()
                .forEach(operation -> steps.add(new Step(
                        operation.atNanos(), fields(operation, scenario.script().clients()))));
        steps.sort(Comparator.comparingLong(Step::atNanos));
        return steps;
    }

    private static Map<String, Object> fields(ScriptedOperation operation, List<String> clients) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("at-ms", millis(operation.atNanos()));
        fields.put("client", operation.client());
        if (!operation.node().equals(clients.get(operation.client()))) {
            fields.put("asks", operation.node());
        }
        fields.put("does", operation.function());
        fields.put("value", data(operation.value()));
        return fields;
    }

    /** Keywords become texts that begin with a colon; a text that begins with one gets another. */
    private static Object data(Object value) {
        if (value instanceof Keyword word) {
            return ":" + word.name();
        } else if (value instanceof String text) {
            return text.startsWith(":") ? ":" + text : text;
        } else if (value instanceof List<?> list) {
            return list.stream().map(ScenarioWriter::data).collect(Collectors.toCollection(ArrayList::new));
        } else if (value instanceof Map<?, ?> map) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            map.forEach((name, entry) -> entries.put(data(name), data(entry)));
            return entries;
        }
        return value;
    }

    private static Map<String, Object> fields(ScriptedFault scripted) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("at-ms", millis(scripted.atNanos()));
        if (scripted.untilNanos() != Long.MAX_VALUE) {
            fields.put("until-ms", millis(scripted.untilNanos()));
        }
        fields.putAll(FaultCodec.toScenario(scripted.fault()));
        return fields;
    }

    private static BigDecimal millis(long nanos) {
        BigDecimal millis = BigDecimal.valueOf(nanos, NANOS_DECIMALS).stripTrailingZeros();
        return millis.scale() < 0 ? millis.setScale(0) : millis;
    }

    /** Returns a YAML map in braces; names need no quotes, since every name is a plain word. */
    private static String flow(Map<String, Object> fields) {
        StringBuilder text = new StringBuilder("{");
        fields.forEach((name, value) -> text.append(text.length() > 1 ? ", " : "")
                .append(name)
                .append(": ")
                .append(json(value)));
        return text.append('}').toString();
    }

    /** Returns a value as JSON, which is also YAML; spaces after commas and colons make it readable, and valid YAML. */
    private static String json(Object value) {
        try {
            if (value instanceof List<?> list) {
                return "["
                        + String.join(
                                ", ", list.stream().map(ScenarioWriter::json).toList()) + "]";
            } else if (value instanceof Map<?, ?> map) {
                List<String> entries = new ArrayList<>();
                map.forEach((name, entry) -> entries.add(json(name.toString()) + ": " + json(entry)));
                return "{" + String.join(", ", entries) + "}";
            } else if (value instanceof BigDecimal decimal) {
                return decimal.toPlainString();
            } else if (value instanceof String text && text.matches("[a-z][a-z0-9-]*")) {
                return quotedIfWord(text);
            }
            return UNPRINTABLE.matcher(JSON.writeValueAsString(value)).replaceAll(ScenarioWriter::escape);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a scenario holds " + value + ", which is no JSON", e);
        }
    }

    private static String escape(MatchResult unprintable) {
        return Matcher.quoteReplacement(
                String.format("\\u%04X", (int) unprintable.group().charAt(0)));
    }

    /** Returns a text without quotes, or with quotes if YAML would not read it as a text. */
    private static String quotedIfWord(String text) throws JsonProcessingException {
        boolean special = List.of("true", "false", "null", "yes", "no", "on", "off", "y", "n", "inf", "nan")
                .contains(text);
        return special ? JSON.writeValueAsString(text) : text;
    }
}
