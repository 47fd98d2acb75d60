package dev.squall.system.file;

import dev.squall.system.yaml.YamlFields;
import dev.squall.system.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Readers of the kinds of fields that compose files have and system files do not. */
final class ComposeFields {

    /** A word, or a part of one, as a shell would split a line without expansions. */
    private static final Pattern PART =
            Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|((?:[^\\s\"'\\\\]|\\\\.)+)|(\\s+)");

    private static final Pattern BYTES = Pattern.compile("(\\d{1,12})([kmg]?)b?");
    private static final int UNIT_SHIFT = 10;

    private ComposeFields() {}

    /** Returns a command line, which is a list of words or a text that is split into words; empty if it is absent. */
    static List<String> command(YamlFields service, String name) {
        if (!service.has(name) || service.required(name).value().isEmpty()) {
            return List.of();
        }
        if (service.required(name).value().get() instanceof String line) {
            return split(service, name, plain(service, name, line));
        }
        return service.words(name, "a command line").stream()
                .map(word -> plain(service, name, word))
                .toList();
    }

    private static List<String> split(YamlFields service, String name, String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        int end = 0;
        Matcher parts = PART.matcher(line);
        while (parts.find() && parts.start() == end) {
            end = parts.end();
            if (parts.group(4) == null) {
                word = (word == null ? new StringBuilder() : word).append(unquoted(parts));
            } else if (word != null) {
                words.add(word.toString());
                word = null;
            }
        }
        if (end < line.length()) {
            throw service.wrong(name, line, "a command line whose quotes are closed");
        }
        if (word != null) {
            words.add(word.toString());
        }
        return words;
    }

    private static String unquoted(Matcher part) {
        if (part.group(2) != null) {
            return part.group(2);
        }
        return (part.group(1) != null ? part.group(1) : part.group(3)).replaceAll("\\\\(.)", "$1");
    }

    /** Returns a text whose doubled dollar signs are single; a variable of the caller's shell is an error. */
    private static String plain(YamlFields service, String name, String text) {
        if (text.replace("$$", "").contains("$")) {
            throw service.wrong(name, text, "plain values; write $$ for a dollar sign");
        }
        return text.replace("$$", "$");
    }

    /** Returns variables by name, from a map or from a list of {@code NAME=VALUE}. */
    static Map<String, String> environment(YamlFields service) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (!service.has("environment")) {
            return variables;
        }
        if (service.required("environment").value().orElse(null) instanceof List<?> list) {
            for (Object element : list) {
                String text = String.valueOf(((YamlNode) element).value().orElse(""));
                int sign = text.indexOf('=');
                if (sign < 1) {
                    throw service.wrong("environment", text, "NAME=VALUE");
                }
                variables.put(text.substring(0, sign), plain(service, "environment", text.substring(sign + 1)));
            }
            return variables;
        }
        service.options("environment")
                .forEach((name, value) -> variables.put(name, plain(service, "environment", value)));
        return variables;
    }

    /** Returns a number of bytes, such as {@code 512m}. */
    static long bytes(YamlFields service, String name, long otherwise) {
        if (!service.has(name)) {
            return otherwise;
        }
        Matcher bytes = BYTES.matcher(service.text(name).toLowerCase(Locale.ROOT));
        if (!bytes.matches()) {
            throw service.wrong(name, service.text(name), "a number of bytes, such as 512m");
        }
        return Long.parseLong(bytes.group(1)) << UNIT_SHIFT * " kmg".indexOf((bytes.group(2) + " ").charAt(0));
    }

    /** Returns a positive number, such as {@code 0.5}. */
    static double number(YamlFields service, String name, double otherwise) {
        if (!service.has(name)) {
            return otherwise;
        }
        if (!service.text(name).matches("\\d{1,3}(\\.\\d{1,3})?") || Double.parseDouble(service.text(name)) <= 0) {
            throw service.wrong(name, service.text(name), "a positive number, such as 0.5");
        }
        return Double.parseDouble(service.text(name));
    }
}
