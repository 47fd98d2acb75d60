package dev.squall.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of one map of a scenario file, each to be asked for; what nobody asks for is a mistake. */
final class Fields {

    private static final BigDecimal MILLISECOND_NANOS = BigDecimal.valueOf(1_000_000);

    private final String place;
    private final JsonNode node;
    private final Set<String> known = new LinkedHashSet<>();

    /**
     * @param place where in the file this is, in words
     * @throws ScenarioFormatException if it is no map
     */
    Fields(String place, JsonNode node) {
        this.place = place;
        this.node = node;
        if (!node.isObject()) {
            throw new ScenarioFormatException(place + " is " + node + "; expected a map of fields");
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

    private ScenarioFormatException wrong(String name, Object found, String expected) {
        return new ScenarioFormatException(place + " has " + name + ": " + found + "; expected " + expected);
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

    long whole(String name, long otherwise) {
        return has(name) ? whole(name) : otherwise;
    }

    long whole(String name) {
        JsonNode value = required(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
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

    /** A time in milliseconds, which may have six decimals, in nanoseconds. */
    long nanos(String name, long otherwise) {
        return has(name) ? nanos(name) : otherwise;
    }

    long nanos(String name) {
        JsonNode value = required(name);
        if (!value.isNumber() || value.decimalValue().signum() < 0) {
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
            String word = choice.name().toLowerCase(java.util.Locale.ROOT);
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
            for (Map.Entry<String, JsonNode> option : get(name).properties()) {
                options.put(option.getKey(), option.getValue().asText());
            }
        }
        return options;
    }

    /** For each node, other nodes. */
    Map<String, List<String>> links(String name) {
        Fields links = new Fields(place + ", " + name + ",", required(name));
        Map<String, List<String>> map = new LinkedHashMap<>();
        links.node.fieldNames().forEachRemaining(from -> map.put(from, links.texts(from)));
        return map;
    }

    /** A list of maps, each to be read by itself. */
    List<Fields> maps(String name) {
        List<Fields> maps = new ArrayList<>();
        for (JsonNode element : required(name)) {
            maps.add(new Fields(name + " number " + (maps.size() + 1), element));
        }
        return maps;
    }

    /** A value of an operation. */
    Object data(String name) {
        return has(name) ? data(name, get(name)) : null;
    }

    private Object data(String name, JsonNode value) {
        if (value.isNull()) {
            return null;
        } else if (value.isTextual()) {
            return value.textValue();
        } else if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        } else if (value.isBoolean()) {
            return value.booleanValue();
        } else if (value.isArray()) {
            List<Object> list = new ArrayList<>();
            value.forEach(element -> list.add(data(name, element)));
            return list;
        }
        throw wrong(name, value, "a whole number, a text, true, false, null or a list of such");
    }

    /**
     * @throws ScenarioFormatException if there is a field that nobody has asked for
     */
    void requireNoOther() {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new ScenarioFormatException(
                        place + " has a field " + name + "; expected only " + String.join(", ", known));
            }
        }
    }

    /**
     * @throws ScenarioFormatException with this place and the sentence
     */
    ScenarioFormatException failure(String sentence) {
        return new ScenarioFormatException(place + ": " + sentence);
    }
}
