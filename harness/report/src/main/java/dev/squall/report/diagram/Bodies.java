package dev.squall.report.diagram;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Short texts of messages and facts: their type, and their other fields as shortened JSON. Long lists of whole numbers,
 * such as the terms of a log, are run-length encoded without loss ("1×302 19×5").
 */
final class Bodies {

    private static final JsonStringEncoder QUOTING = JsonStringEncoder.getInstance();
    private static final int LIST_ELEMENTS_MAX = 8;
    private static final int LIST_ELEMENTS_SHOWN = 3;
    private static final int TEXT_CHARACTERS_MAX = 80;
    private static final int CHARACTERS_MAX = 4000;

    private Bodies() {}

    /** Returns a short text of a body, such as {@code write {"key":0,"value":4}}. */
    static String shortened(JsonNode body) {
        StringBuilder out = new StringBuilder(cut(body.path("type").asText("message"), TEXT_CHARACTERS_MAX));
        StringBuilder rest = new StringBuilder();
        appendObject(rest, body, "type");
        if (rest.length() > 2) {
            out.append(' ').append(rest);
        }
        return cut(out.toString(), CHARACTERS_MAX);
    }

    private static void append(StringBuilder out, JsonNode value) {
        if (value.isObject()) {
            appendObject(out, value, "");
        } else if (value.isArray()) {
            appendList(out, value);
        } else if (value.isTextual()) {
            appendText(out, cut(value.asText(), TEXT_CHARACTERS_MAX));
        } else {
            out.append(value);
        }
    }

    private static void appendObject(StringBuilder out, JsonNode object, String except) {
        out.append('{');
        int start = out.length();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!field.getKey().equals(except)) {
                out.append(out.length() == start ? "" : ",");
                appendText(out, cut(field.getKey(), TEXT_CHARACTERS_MAX));
                append(out.append(':'), field.getValue());
            }
        }
        out.append('}');
    }

    private static void appendList(StringBuilder out, JsonNode list) {
        if (list.size() > LIST_ELEMENTS_MAX && isWholeNumbers(list)) {
            appendText(out, runs(list));
            return;
        }
        int shown = list.size() > LIST_ELEMENTS_MAX ? LIST_ELEMENTS_SHOWN : list.size();
        out.append('[');
        for (int i = 0; i < shown; i++) {
            append(out.append(i == 0 ? "" : ","), list.get(i));
        }
        if (shown < list.size()) {
            appendText(out.append(','), "… " + (list.size() - shown) + " more");
        }
        out.append(']');
    }

    private static boolean isWholeNumbers(JsonNode list) {
        for (JsonNode element : list) {
            if (!element.isIntegralNumber()) {
                return false;
            }
        }
        return true;
    }

    private static String runs(JsonNode numbers) {
        StringBuilder out = new StringBuilder();
        int length = 0;
        for (int i = 0; i < numbers.size(); i++) {
            length++;
            if (i + 1 == numbers.size() || !numbers.get(i + 1).equals(numbers.get(i))) {
                out.append(out.isEmpty() ? "" : " ")
                        .append(numbers.get(i))
                        .append('×')
                        .append(length);
                length = 0;
            }
        }
        return out.toString();
    }

    private static void appendText(StringBuilder out, String text) {
        QUOTING.quoteAsString(text, out.append('"'));
        out.append('"');
    }

    static String cut(String text, int charactersMax) {
        return text.length() <= charactersMax ? text : text.substring(0, charactersMax - 1) + "…";
    }
}
