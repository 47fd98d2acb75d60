package dev.squall.explore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.squall.experiment.Experiment;
import dev.squall.explore.world.Scope;
import dev.squall.generator.Call;
import dev.squall.system.yaml.YamlFields;
import dev.squall.system.yaml.YamlFormatException;
import dev.squall.system.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A schedule as a YAML file: everything that the option {@code --scenario} of {@code squall run}, {@code explore} and
 * {@code play} needs to repeat it. A scenario in virtual time says when something happens; a schedule says in which
 * order.
 *
 * @param experiment system, workload, options, nodes and seed
 * @param calls operations of each client
 * @param steps names of the events
 * @param anomaly name of the anomaly that the schedule shows; empty if it shows none
 */
public record ScheduleFile(
        Experiment experiment, List<List<Call>> calls, Scope scope, List<String> steps, String anomaly) {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** Largest count that a file may name. */
    private static final int COUNT_MAX = 1_000_000;

    /** Returns the text of a file; {@link #parse} reads it back. */
    public static String write(Exploration exploration, Counterexample schedule) {
        Experiment experiment = exploration.settings().experiment();
        Scope scope = exploration.scope();
        StringBuilder text = new StringBuilder("# Repeat with: squall run --scenario FILE\n");
        line(text, "anomaly", schedule.verdict().anomaly());
        line(text, "story", schedule.verdict().summary());
        line(text, "system", experiment.system());
        line(text, "options", experiment.systemOptions());
        line(text, "workload", experiment.workload());
        line(text, "nodes", experiment.nodeCount());
        line(text, "seed", experiment.seed());
        line(text, "losses", scope.losses());
        line(text, "duplicates", scope.duplicates());
        line(text, "crashes", scope.crashes());
        line(text, "timers", scope.timers());
        line(text, "clients", Math.max(1, exploration.calls().size()));
        boolean isCalled = exploration.calls().stream().anyMatch(client -> !client.isEmpty());
        text.append(isCalled ? "calls:\n" : "");
        exploration
                .calls()
                .forEach(client -> client.forEach(call -> text.append("- {call: ")
                        .append(json(CallText.write(call)))
                        .append("}\n")));
        text.append(schedule.steps().isEmpty() ? "" : "steps:\n");
        for (Counterexample.Step step : schedule.steps()) {
            text.append("- {event: ").append(json(step.event()));
            if (!step.note().isEmpty()) {
                text.append(", note: ").append(json(step.note()));
            }
            text.append("}\n");
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, Object value) {
        text.append(name).append(": ").append(json(value)).append('\n');
    }

    /** Returns a value as JSON, which is also YAML once the only unprintable character of ASCII is escaped. */
    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value).replace("\u007f", "\\u007f");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a schedule has " + value + ", which is no JSON", e);
        }
    }

    /**
     * Parses a file.
     *
     * @throws YamlFormatException if the text is not a schedule; the message is one sentence
     */
    public static ScheduleFile parse(String text) {
        YamlFields head = new YamlFields(YamlNode.parse(text), Map.of());
        String anomaly = head.has("anomaly") ? head.text("anomaly") : "";
        head.has("story");
        List<YamlFields> callFields = head.has("calls") ? head.maps("calls", Map.of()) : List.of();
        List<String> texts = callFields.stream().map(call -> call.text("call")).toList();
        List<YamlFields> stepFields = head.has("steps") ? head.maps("steps", Map.of()) : List.of();
        List<String> steps = stepFields.stream()
                .map(step -> {
                    step.has("note");
                    return step.text("event");
                })
                .toList();
        try {
            List<List<Call>> calls = new ArrayList<>(CallText.parse(texts));
            for (int client = head.whole("clients", calls.size(), 1, COUNT_MAX); client > calls.size(); ) {
                calls.add(List.of());
            }
            Experiment experiment = Experiment.builder(head.text("system"), head.text("workload"))
                    .systemOptions(head.options("options"))
                    .nodeCount(head.whole("nodes", 1, 1, COUNT_MAX))
                    .concurrency(calls.size())
                    .seed(seed(head))
                    .build();
            Scope scope = new Scope(
                    bound(head, "losses"), bound(head, "duplicates"), bound(head, "crashes"), bound(head, "timers"));
            head.requireNoOther();
            callFields.forEach(YamlFields::requireNoOther);
            stepFields.forEach(YamlFields::requireNoOther);
            return new ScheduleFile(experiment, calls, scope, steps, anomaly);
        } catch (IllegalArgumentException e) {
            throw new YamlFormatException(e.getMessage(), e);
        }
    }

    private static int bound(YamlFields head, String name) {
        return head.whole(name, 0, 0, Scope.BOUND_MAX);
    }

    private static long seed(YamlFields head) {
        String text = head.has("seed") ? head.text("seed") : "1";
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw head.wrong("seed", text, "a whole number");
        }
    }
}
