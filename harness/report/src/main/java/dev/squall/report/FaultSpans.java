package dev.squall.report;

import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.Keyword;
import dev.squall.history.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which fault was in force at which node and when, as the nemesis's operations in a history tell it. */
final class FaultSpans {

    private static final String START = "start-";
    private static final String STOP = "stop-";

    private final List<Span> spans = new ArrayList<>();
    private final Map<String, List<Span>> openOfFamily = new LinkedHashMap<>();

    private FaultSpans() {}

    /**
     * A fault at a node.
     *
     * @param node all nodes if empty
     * @param words what it does there
     */
    record Span(TimeRange time, String family, String node, String words) {}

    /** In order of their ends; what nothing ended lasts until the history's end. */
    static List<Span> of(History history) {
        FaultSpans spans = new FaultSpans();
        long end = 0;
        for (Operation operation : history.operations()) {
            end = Math.max(end, operation.timeNanos());
            if (!operation.isClient() && operation.timeNanos() != Operation.NO_TIME) {
                spans.nemesis(operation);
            }
        }
        spans.closeAll(end);
        return spans.spans;
    }

    private void nemesis(Operation operation) {
        String function = operation.function();
        if (function.equals("heal")) {
            closeAll(operation.timeNanos());
        } else if (function.startsWith(STOP)) {
            close(function.substring(STOP.length()), operation.timeNanos());
        } else if (function.startsWith(START)) {
            open(function.substring(START.length()), operation);
        }
    }

    /** What is to be done and what was done are two operations of one function; the second tells more. */
    private void open(String family, Operation operation) {
        Map<String, String> wordsOfNode = wordsOfNode(family, operation.value());
        if (wordsOfNode.isEmpty()) {
            return;
        }
        close(family, operation.timeNanos());
        List<Span> opened = new ArrayList<>();
        TimeRange start = new TimeRange(operation.timeNanos(), operation.timeNanos());
        wordsOfNode.forEach((node, words) -> opened.add(new Span(start, family, node, words)));
        openOfFamily.put(family, opened);
    }

    private void close(String family, long timeNanos) {
        List<Span> open = openOfFamily.remove(family);
        if (open == null) {
            return;
        }
        for (Span span : open) {
            if (span.time().fromNanos() < timeNanos) {
                spans.add(new Span(span.time().with(timeNanos), span.family(), span.node(), span.words()));
            }
        }
    }

    private void closeAll(long timeNanos) {
        List.copyOf(openOfFamily.keySet()).forEach(family -> close(family, timeNanos));
    }

    /** In an order that is the same each time, as the same run has the same page. */
    private static Map<String, String> wordsOfNode(String family, Object value) {
        Map<String, String> words = new TreeMap<>();
        if (value instanceof List<?> nodes) {
            nodes.forEach(node -> words.put(String.valueOf(node), family));
        } else if (value instanceof Map<?, ?> done) {
            if (done.get(new Keyword("cut")) instanceof Map<?, ?> links) {
                cutLinks(links, words);
            } else if (done.get(new Keyword("nodes")) instanceof List<?> nodes) {
                nodes.forEach(node -> words.put(String.valueOf(node), family + " " + settings(done, "nodes")));
            } else if (done.get(new Keyword("lost-records")) instanceof Map<?, ?> lost) {
                lost.forEach((node, records) ->
                        words.put(String.valueOf(node), family + ": crashed, unsynced records lost: " + records));
            } else {
                words.put("", family + " " + settings(done, ""));
            }
        }
        return words;
    }

    private static String settings(Map<?, ?> done, String except) {
        StringBuilder out = new StringBuilder();
        done.forEach((key, setting) -> {
            String name = key instanceof Keyword keyword ? keyword.name() : EdnWriter.toEdn(key);
            if (!name.equals(except)) {
                String words = setting instanceof Keyword keyword ? keyword.name() : EdnWriter.toEdn(setting);
                out.append(out.isEmpty() ? "" : ", ")
                        .append(name.equals("kind") ? "" : name + " ")
                        .append(words);
            }
        });
        return out.toString();
    }

    private static void cutLinks(Map<?, ?> links, Map<String, String> words) {
        Map<String, List<String>> unreachable = new TreeMap<>();
        Map<String, List<String>> unheard = new TreeMap<>();
        links.forEach((from, receivers) -> {
            if (receivers instanceof List<?> list) {
                for (Object to : list) {
                    unreachable
                            .computeIfAbsent(String.valueOf(from), node -> new ArrayList<>())
                            .add(String.valueOf(to));
                    unheard.computeIfAbsent(String.valueOf(to), node -> new ArrayList<>())
                            .add(String.valueOf(from));
                }
            }
        });
        TreeMap<String, List<String>> touched = new TreeMap<>(unreachable);
        touched.putAll(unheard);
        for (String node : touched.keySet()) {
            List<String> to =
                    unreachable.getOrDefault(node, List.of()).stream().sorted().toList();
            List<String> from =
                    unheard.getOrDefault(node, List.of()).stream().sorted().toList();
            words.put(node, cutWords(to, from));
        }
    }

    private static String cutWords(List<String> to, List<String> from) {
        if (to.equals(from)) {
            return "cut off from " + String.join(", ", to);
        }
        String deaf = from.isEmpty() ? "" : "hears nothing of " + String.join(", ", from);
        String mute = to.isEmpty() ? "" : "does not reach " + String.join(", ", to);
        return deaf + (deaf.isEmpty() || mute.isEmpty() ? "" : "; ") + mute;
    }
}
