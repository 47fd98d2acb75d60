package dev.squall.report.story;

import com.fasterxml.jackson.databind.JsonNode;
import dev.squall.report.page.Html;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Facts at the instants that a violation's words name, such as "n1 at 0.625 s delivered 76". Verdicts on journals name
 * no operations, so that these facts are what leads to the violation.
 */
final class NamedFacts {

    private static final Pattern INSTANT =
            Pattern.compile("(?:(\\S+) )?(?:\\(life \\d+\\) )?\\b(?:at|from|to) (\\d{1,9})\\.(\\d{3}) s\\b");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{Alnum}_-]+");
    private static final long MILLISECOND_NANOS = 1_000_000L;
    private static final long SECOND_MILLIS = 1_000L;
    private static final int FACTS_MAX = 4;
    private static final int VALUE_CHARACTERS_MAX = 40;

    /** Facts of a node at one time. */
    private record Step(long timeNanos, String node) {}

    /** Nodes that the words name with an instant, by the instant's millisecond. */
    private final Map<Long, Set<String>> nodesOfMillis = new HashMap<>();

    private final Set<String> words;
    private final Map<Step, List<JsonNode>> steps = new LinkedHashMap<>();

    NamedFacts(String summary) {
        words = wordsIn(summary);
        for (Matcher instant = INSTANT.matcher(summary); instant.find(); ) {
            long millis = Long.parseLong(instant.group(2)) * SECOND_MILLIS + Long.parseLong(instant.group(3));
            nodesOfMillis.computeIfAbsent(millis, at -> new HashSet<>()).add(instant.group(1));
        }
    }

    /** Takes a line of the journal, if it has a fact of a named instant. */
    void accept(JsonNode line) {
        long time = line.path("time").asLong();
        // Verdicts round to milliseconds.
        if (nodesOfMillis.containsKey((time + MILLISECOND_NANOS / 2) / MILLISECOND_NANOS)) {
            steps.computeIfAbsent(new Step(time, line.path("node").asText()), step -> new ArrayList<>())
                    .add(line.path("fact"));
        }
    }

    /**
     * Returns an act for each step of a node that the words name with an instant, or of any node if they name another
     * word there, in order of time.
     */
    List<Acts.Act> acts() {
        Set<String> noted = new HashSet<>();
        steps.keySet().forEach(step -> noted.add(millis(step) + step.node()));
        List<Acts.Act> acts = new ArrayList<>();
        steps.forEach((step, facts) -> {
            Set<String> named = nodesOfMillis.get(millis(step));
            boolean isNodeNamed = named.stream().anyMatch(node -> noted.contains(millis(step) + node));
            if (named.contains(step.node()) || !isNodeNamed) {
                acts.add(new Acts.Act(step.timeNanos() / (double) MILLISECOND_NANOS, sentence(step.node(), facts)));
            }
        });
        return acts;
    }

    private static long millis(Step step) {
        return (step.timeNanos() + MILLISECOND_NANOS / 2) / MILLISECOND_NANOS;
    }

    /** Returns what a node noted in a step: the facts that the violation's words name, or all if they name none. */
    private String sentence(String node, List<JsonNode> facts) {
        List<JsonNode> told = told(facts);
        List<String> sentences = told.stream()
                .limit(FACTS_MAX)
                .map(NamedFacts::wordsOf)
                .distinct()
                .toList();
        return Html.escape(node + " notes: " + String.join("; ", sentences) + (told.size() > FACTS_MAX ? "; …" : "."));
    }

    /**
     * Returns the facts whose type is named, such as "delivered", and those with the same named value, such as the
     * message. Without a named type, any named value will do, which may be a number that means something else.
     */
    private List<JsonNode> told(List<JsonNode> facts) {
        List<JsonNode> typed = facts.stream()
                .filter(fact -> isNamed(fact.path("type").asText().replace('_', ' ')))
                .toList();
        List<JsonNode> told = facts.stream()
                .filter(fact -> typed.contains(fact) || hasNamedValue(fact, typed))
                .toList();
        return told.isEmpty() ? facts : told;
    }

    /** Returns true if a fact has a value that is named and, if there are typed facts, that one of them has too. */
    private boolean hasNamedValue(JsonNode fact, List<JsonNode> typed) {
        return fact.properties().stream()
                .filter(field -> !field.getKey().equals("type"))
                .filter(field -> field.getValue().isValueNode()
                        && isNamed(field.getValue().asText()))
                .anyMatch(field -> typed.isEmpty()
                        || typed.stream().anyMatch(other -> field.getValue().equals(other.get(field.getKey()))));
    }

    private boolean isNamed(String value) {
        Set<String> parts = wordsIn(value);
        return !parts.isEmpty() && words.containsAll(parts);
    }

    private static Set<String> wordsIn(String text) {
        Set<String> parts = new HashSet<>(Arrays.asList(NO_WORD.split(text)));
        parts.remove("");
        return parts;
    }

    private static String wordsOf(JsonNode fact) {
        StringBuilder out = new StringBuilder(fact.path("type").asText().replace('_', ' '));
        fact.properties().forEach(field -> {
            if (!field.getKey().equals("type")) {
                JsonNode value = field.getValue();
                String text = value.isTextual() ? value.asText() : value.toString();
                out.append(", ").append(field.getKey()).append(' ').append(cut(text));
            }
        });
        return out.toString();
    }

    private static String cut(String text) {
        return text.length() <= VALUE_CHARACTERS_MAX ? text : text.substring(0, VALUE_CHARACTERS_MAX - 1) + "…";
    }
}
