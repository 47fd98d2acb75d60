package dev.squall.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.squall.experiment.Experiment;
import dev.squall.history.Keyword;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Fields of one map of a scenario file. The reader must ask for each field; a field that it never asks for is reported
 * as an error.
 */
final class Fields {

    private static final long NANOS_MAX = Experiment.LONGEST_MILLIS * 1_000_000L;
    private static final int SHOWN_MAX = 80;
    private static final BigDecimal MILLISECOND_NANOS = BigDecimal.valueOf(1_000_000);

    private final String place;
    private final JsonNode node;
    private final Set<String> known = new LinkedHashSet<>();

    /**
     * @param place position of the map in the file, in words
     * @throws ScenarioFormatException if the node is not a map
     */
    Fields(String place, JsonNode node) {
        this.place = place;
        this.node = node;
        if (!node.isObject()) {
            String found = node.isMissingNode() || node.isNull() ? "empty" : shown(node);
            throw new ScenarioFormatException(place + " is " + found + "; expected a map of fields");
        }
    }

    boolean has(String name) {
        return get(name) != null;
    }

    private JsonNode get(String name) {
        known.add(name);
        return node.get(name);
    }

    private JsonNode required(String name) {
        JsonNode value = get(name);
        if (value == null) {
            throw new ScenarioFormatException(place + " lacks " + name);
        }
        return value;
    }

    /** Returns an exception with the position, the field, the value found and the value expected. */
    ScenarioFormatException wrong(String name, Object found, String expected) {
        return new ScenarioFormatException(place + " has " + name + ": " + shown(found) + "; expected " + expected);
    }

    private static String shown(Object found) {
        String text = String.valueOf(found);
        return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "...";
    }

    String text(String name) {
        JsonNode value = required(name);
        if (!value.isTextual()) {
            throw wrong(name, value, "a text");
        }
        return value.textValue();
    }

    String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    private static boolean isWhole(JsonNode value) {
        return value.isNumber() && value.canConvertToLong() && value.canConvertToExactIntegral();
    }

    long whole(String name, long otherwise) {
        return has(name) ? whole(name) : otherwise;
    }

    long whole(String name) {
        JsonNode value = required(name);
        if (!isWhole(value)) {
            throw wrong(name, value, "a whole number");
        }
        return value.longValue();
    }

    int count(String name, int otherwise) {
        long value = whole(name, otherwise);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw wrong(name, value, "a number that is not negative");
        }
        return (int) value;
    }

    boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!get(name).isBoolean()) {
            throw wrong(name, get(name), "true or false");
        }
        return get(name).booleanValue();
    }

    double number(String name, double otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!get(name).isNumber()) {
            throw wrong(name, get(name), "a number");
        }
        return get(name).doubleValue();
    }

    /** Returns a time in nanoseconds from a field in milliseconds, which may have up to six decimals. */
    long nanos(String name, long otherwise) {
        return has(name) ? nanos(name) : otherwise;
    }

    long nanos(String name) {
        JsonNode value = required(name);
        long nanos = signedNanos(name, value);
        if (nanos < 0 || nanos > NANOS_MAX) {
            throw wrong(name, value, "a time in milliseconds from 0 to " + Experiment.LONGEST_MILLIS);
        }
        return nanos;
    }

    /** Returns a duration in nanoseconds, which may be negative. */
    long signedNanos(String name) {
        long nanos = signedNanos(name, required(name));
        if (Math.abs(nanos) > NANOS_MAX) {
            throw wrong(name, node.get(name), "at most " + Experiment.LONGEST_MILLIS + " milliseconds either way");
        }
        return nanos;
    }

    private long signedNanos(String name, JsonNode value) {
        if (!value.isNumber()) {
            throw wrong(name, value, "a time in milliseconds");
        }
        try {
            return value.decimalValue().multiply(MILLISECOND_NANOS).longValueExact();
        } catch (ArithmeticException e) {
            throw wrong(name, value, "a time in milliseconds with at most six decimals");
        }
    }

    <E extends Enum<E>> E choice(String name, Class<E> choices, E otherwise) {
        if (!has(name) && otherwise != null) {
            return otherwise;
        }
        String text = text(name);
        List<String> words = new ArrayList<>();
        for (E choice : choices.getEnumConstants()) {
            String word = choice.name().toLowerCase(Locale.ROOT);
            if (word.equals(text)) {
                return choice;
            }
            words.add(word);
        }
        throw wrong(name, text, "one of " + String.join(", ", words));
    }

    List<String> texts(String name) {
        JsonNode value = required(name);
        List<String> texts = new ArrayList<>();
        value.forEach(element -> texts.add(element.isTextual() ? element.textValue() : null));
        if (!value.isArray() || texts.contains(null)) {
            throw wrong(name, value, "a list of texts");
        }
        return texts;
    }

    Map<String, String> options(String name) {
        Map<String, String> options = new LinkedHashMap<>();
        if (has(name)) {
            Fields all = new Fields(place + ", " + name + ",", get(name));
            for (Map.Entry<String, JsonNode> option : all.node.properties()) {
                if (!option.getValue().isValueNode() || option.getValue().isNull()) {
                    throw all.wrong(option.getKey(), option.getValue(), "a text or a number");
                }
                options.put(option.getKey(), option.getValue().asText());
            }
        }
        return options;
    }

    /** Returns a field's text, which must be one of {@code names}. */
    String oneOf(String name, List<String> names) {
        String text = text(name);
        if (!names.contains(text)) {
            throw wrong(name, text, "one of " + shortened(names));
        }
        return text;
    }

    /** Returns a field's list of texts, each of which must be one of {@code names}. */
    List<String> someOf(String name, List<String> names) {
        List<String> texts = texts(name);
        for (String text : texts) {
            if (!names.contains(text)) {
                throw wrong(name, text, "only " + shortened(names));
            }
        }
        return texts;
    }

    private static String shortened(List<String> names) {
        return names.size() <= 9 ? String.join(", ", names) : names.get(0) + " to " + names.get(names.size() - 1);
    }

    /** Returns a field's links: for each sending node, its receivers. */
    Map<String, List<String>> links(String name, List<String> nodes) {
        Fields links = new Fields(place + ", " + name + ",", required(name));
        Map<String, List<String>> map = new LinkedHashMap<>();
        links.node.fieldNames().forEachRemaining(from -> {
            if (!nodes.contains(from)) {
                throw wrong(name, from, "links from " + shortened(nodes));
            }
            map.put(from, links.someOf(from, nodes));
        });
        return map;
    }

    /** Returns a field's list of maps; each has fields of its own. */
    List<Fields> maps(String name) {
        List<Fields> maps = new ArrayList<>();
        if (!required(name).isArray()) {
            throw wrong(name, required(name), "a list of steps");
        }
        for (JsonNode element : required(name)) {
            maps.add(new Fields("step " + (maps.size() + 1), element));
        }
        return maps;
    }

    /** Returns the value of an operation, as EDN data; null if the field is absent. */
    Object data(String name) {
        return has(name) ? data(name, get(name)) : null;
    }

    private Object data(String name, JsonNode value) {
        if (value.isNull()) {
            return null;
        } else if (value.isTextual()) {
            return word(value.textValue());
        } else if (isWhole(value)) {
            return value.longValue();
        } else if (value.isBoolean()) {
            return value.booleanValue();
        } else if (value.isArray()) {
            List<Object> list = new ArrayList<>();
            value.forEach(element -> list.add(data(name, element)));
            return list;
        } else if (value.isObject()) {
            Map<Object, Object> map = new LinkedHashMap<>();
            value.properties().forEach(entry -> map.put(word(entry.getKey()), data(name, entry.getValue())));
            return map;
        }
        throw wrong(name, value, "a whole number, a text, true, false, null, or a list or a map of such");
    }

    /** A text with a colon before it is a keyword; with two, it is a text that begins with one. */
    private static Object word(String text) {
        return text.startsWith("::")
                ? text.substring(1)
                : text.startsWith(":") && text.length() > 1 ? new Keyword(text.substring(1)) : text;
    }

    /** @throws ScenarioFormatException if the map has a field that was never asked for */
    void requireNoOther() {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new ScenarioFormatException(
                        place + " has a field " + name + "; expected only " + String.join(", ", known));
            }
        }
    }

    /** @return an exception with the position and the sentence */
    ScenarioFormatException failure(String sentence) {
        return new ScenarioFormatException(place + ": " + sentence);
    }
}
