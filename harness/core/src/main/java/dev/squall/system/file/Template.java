package dev.squall.system.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values of the variables of a system file's templates, for one node or for a client. A variable stands between {@code
 * {{} and {@code }}}. {@code {{nodes|PATTERN|SEPARATOR}}} repeats a pattern with {@code {name}}, {@code {host}} and
 * {@code {port.NAME}} for each node; {@code others} leaves the own node out.
 *
 * @param self the own node; empty for a client
 * @param places address and ports of each node, as the own node reaches them
 * @param words other variables by name
 */
record Template(String self, Map<String, Place> places, Map<String, String> words) {

    private static final Pattern VARIABLE = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
    private static final Pattern INNER = Pattern.compile("\\{([^{}]+)}");

    /**
     * Address of a node.
     *
     * @param ports numbers of the ports by name
     */
    record Place(String host, Map<String, Integer> ports) {}

    /**
     * Replaces the variables of a text.
     *
     * @throws IllegalArgumentException if the text has an unknown variable; the message is one sentence
     */
    String render(String text) {
        return VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1))));
    }

    List<String> render(List<String> texts) {
        return texts.stream().map(this::render).toList();
    }

    Map<String, String> render(Map<String, String> texts) {
        Map<String, String> rendered = new LinkedHashMap<>();
        texts.forEach((name, text) -> rendered.put(name, render(text)));
        return rendered;
    }

    /** @param raw content of the braces, whose last part may be a separator of spaces and line breaks */
    private String value(String raw) {
        String variable = raw.strip();
        if (variable.startsWith("nodes|")) {
            return each(raw.stripLeading(), node -> true);
        } else if (variable.startsWith("others|")) {
            return each(raw.stripLeading(), node -> !node.equals(self));
        } else if (variable.equals("nodes.count")) {
            return Integer.toString(places.size());
        } else if (words.containsKey(variable)) {
            return words.get(variable);
        }
        int dot = variable.indexOf('.');
        String node = dot < 0 ? variable : variable.substring(0, dot);
        String name = node.equals("node") ? self : node;
        if (dot < 0 || !places.containsKey(name)) {
            throw unknown(variable);
        }
        return ofNode(name, variable.substring(dot + 1), variable);
    }

    private String each(String variable, Predicate<String> included) {
        String[] parts = variable.split("\\|", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    "found {{" + variable + "}}; expected {{nodes|PATTERN|SEPARATOR}}, such as {{nodes|{name}|,}}");
        }
        List<String> all = new ArrayList<>();
        for (String node : places.keySet()) {
            if (included.test(node)) {
                all.add(INNER.matcher(parts[1])
                        .replaceAll(found -> Matcher.quoteReplacement(ofNode(node, found.group(1), variable))));
            }
        }
        return String.join(parts[2], all);
    }

    private String ofNode(String node, String property, String variable) {
        Place place = places.get(node);
        if (property.startsWith("port.") && place.ports().containsKey(property.substring("port.".length()))) {
            return place.ports().get(property.substring("port.".length())).toString();
        }
        return switch (property) {
            case "name" -> node;
            case "host" -> place.host();
            case "index" -> Integer.toString(List.copyOf(places.keySet()).indexOf(node) + 1);
            default -> throw unknown(variable);
        };
    }

    private IllegalArgumentException unknown(String variable) {
        List<String> ports = places.values().stream()
                .flatMap(place -> place.ports().keySet().stream())
                .distinct()
                .toList();
        List<String> known = new ArrayList<>(List.of("node.name", "node.index", "node.host", "nodes.count"));
        ports.forEach(port -> known.add("node.port." + port));
        known.addAll(words.keySet());
        return new IllegalArgumentException("found the variable {{" + variable + "}}; expected one of "
                + String.join(", ", known) + ", the same with n1, n2, ... for node, or {{nodes|PATTERN|SEPARATOR}}");
    }
}
