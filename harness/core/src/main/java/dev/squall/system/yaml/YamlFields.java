package dev.squall.system.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fields of one map of a YAML file. The reader must ask for each field; a field that it never asks for is reported as
 * an error.
 */
public final class YamlFields {

    private static final int SHOWN_MAX = 80;

    private final YamlNode node;
    private final Map<String, YamlNode> fields;
    private final Set<String> known = new LinkedHashSet<>();

    /**
     * @param fallback default values of fields that {@code node} does not have
     * @throws YamlFormatException if the node is not a map
     */
    public YamlFields(YamlNode node, Map<String, YamlNode> fallback) {
        this.node = node;
        this.fields = new LinkedHashMap<>(fallback);
        fields.putAll(mapOf(node));
    }

    private static Map<String, YamlNode> mapOf(YamlNode node) {
        if (!(node.value().orElse(null) instanceof Map<?, ?> map)) {
            throw new YamlFormatException(
                    "line " + node.line() + ": found " + shown(node) + "; expected a map of fields");
        }
        Map<String, YamlNode> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put((String) name, (YamlNode) value));
        return copy;
    }

    private static String shown(Object found) {
        String text = String.valueOf(found).replaceAll("\\s+", " ");
        return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "...";
    }

    int line() {
        return node.line();
    }

    int line(String name) {
        return fields.containsKey(name) ? fields.get(name).line() : node.line();
    }

    public boolean has(String name) {
        known.add(name);
        return fields.containsKey(name);
    }

    public Map<String, YamlNode> all() {
        return fields;
    }

    public YamlNode required(String name) {
        if (!has(name)) {
            throw new YamlFormatException("line " + node.line() + ": the field " + name + " is missing here");
        }
        return fields.get(name);
    }

    /** Returns an exception with line and field, the value found and the value expected. */
    public YamlFormatException wrong(String name, Object found, String expected) {
        return failure(name, "found " + shown(found) + "; expected " + expected);
    }

    /** Returns an exception with line and field, and a sentence about the problem. */
    public YamlFormatException failure(String name, String sentence) {
        return new YamlFormatException("line " + line(name) + ", field " + name + ": " + sentence);
    }

    public String text(String name) {
        YamlNode value = required(name);
        if (!(value.value().orElse(null) instanceof String text)) {
            throw wrong(name, value, "a text or a number");
        }
        return text;
    }

    public int whole(String name, int otherwise, int least, int most) {
        if (!has(name)) {
            return otherwise;
        }
        String text = text(name);
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw wrong(name, text, "a whole number from " + least + " to " + most);
        }
        return Integer.parseInt(text);
    }

    public double share(String name, double otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        String text = text(name);
        if (!text.matches("0(\\.\\d{1,9})?|1(\\.0{1,9})?")) {
            throw wrong(name, text, "a share from 0 to 1");
        }
        return Double.parseDouble(text);
    }

    public boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        String text = text(name);
        if (!text.equals("true") && !text.equals("false")) {
            throw wrong(name, text, "true or false");
        }
        return text.equals("true");
    }

    /**
     * Returns a field's list of distinct texts, which must not be empty; a single text counts as a list with one
     * element.
     */
    public List<String> texts(String name) {
        YamlNode value = required(name);
        List<String> texts = new ArrayList<>();
        for (YamlNode element : value.value().orElse(null) instanceof List<?> list ? nodes(list) : List.of(value)) {
            if (!(element.value().orElse(null) instanceof String text)) {
                throw wrong(name, element, "a list of texts");
            }
            if (texts.contains(text)) {
                throw wrong(name, text + " twice", "each once");
            }
            texts.add(text);
        }
        if (texts.isEmpty()) {
            throw wrong(name, "an empty list", "at least one element");
        }
        return texts;
    }

    /**
     * Returns a field's list of texts, such as a command line, in which a text may occur more than once.
     *
     * @param expected what the field should be, for the message of a mistake
     */
    public List<String> words(String name, String expected) {
        YamlNode value = required(name);
        if (!(value.value().orElse(null) instanceof List<?> list) || list.isEmpty()) {
            throw wrong(name, value, expected);
        }
        List<String> words = new ArrayList<>();
        for (YamlNode element : nodes(list)) {
            if (!(element.value().orElse(null) instanceof String word)) {
                throw wrong(name, element, expected);
            }
            words.add(word);
        }
        return words;
    }

    /** Returns a field's map, which has fields of its own. */
    public YamlFields map(String name) {
        return new YamlFields(required(name), Map.of());
    }

    /** Returns a field's list of maps; each has fields of its own. */
    public List<YamlFields> maps(String name, Map<String, YamlNode> fallback) {
        YamlNode value = required(name);
        if (!(value.value().orElse(null) instanceof List<?> list) || list.isEmpty()) {
            throw wrong(name, value, "a list with at least one element");
        }
        return nodes(list).stream()
                .map(element -> new YamlFields(element, fallback))
                .toList();
    }

    private static List<YamlNode> nodes(List<?> list) {
        return list.stream().map(YamlNode.class::cast).toList();
    }

    /** Returns a field's map of texts; empty if the field is absent. */
    public Map<String, String> options(String name) {
        Map<String, String> options = new LinkedHashMap<>();
        if (has(name)) {
            YamlFields all = new YamlFields(fields.get(name), Map.of());
            all.fields.keySet().forEach(option -> options.put(option, all.text(option)));
        }
        return options;
    }

    /** @throws YamlFormatException if the map has a field that was never asked for */
    public void requireNoOther() {
        for (Map.Entry<String, YamlNode> field : fields.entrySet()) {
            if (!known.contains(field.getKey())) {
                throw new YamlFormatException("line " + field.getValue().line() + ": there is no field "
                        + shown(field.getKey()) + "; expected only " + String.join(", ", known));
            }
        }
    }
}
