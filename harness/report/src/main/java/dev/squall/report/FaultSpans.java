package dev.squall.report;

import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.Keyword;
import dev.squall.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Which fault was in force at which node and when, as the nemesis's operations in a history tell it. */
final class FaultSpans {

    private static final String START = "start-";
    private static final String STOP = "stop-";

    private final List<Span> spans = new ArrayList<>();
    private final List<Open> open = new ArrayList<>();
    private final boolean scripted;

    private FaultSpans(boolean scripted) {
        this.scripted = scripted;
    }

    /**
     * A fault at a node.
     *
     * @param node all nodes if empty
     * @param words what it does there
     */
    record Span(TimeRange time, String family, String node, String words) {}

    /** One that is not over. */
    private record Open(String family, Object value, long fromNanos, Map<String, String> wordsOfNode) {}

    /**
     * Those of a history in order of their ends; what nothing ended lasts until the history's end.
     *
     * @param scripted whether faults of a family may overlap, each ended by an operation with its own value;
     *     otherwise a family has one in force at a time
     */
    static List<Span> of(History history, boolean scripted) {
        FaultSpans spans = new FaultSpans(scripted);
        long end = 0;
        for (Operation operation : history.operations()) {
            end = Math.max(end, operation.timeNanos());
            if (!operation.isClient() && operation.timeNanos() != Operation.NO_TIME) {
                spans.nemesis(operation);
            }
        }
        spans.close(fault -> true, end);
        return spans.spans;
    }

    private void nemesis(Operation operation) {
        String function = operation.function();
        if (function.equals("heal")) {
            close(fault -> true, operation.timeNanos());
        } else if (function.startsWith(STOP)) {
            stop(function.substring(STOP.length()), operation);
        } else if (function.startsWith(START)) {
            start(function.substring(START.length()), operation);
        }
    }

    private void stop(String family, Operation operation) {
        boolean isOne = scripted && open.stream().anyMatch(fault -> isFault(fault, family, operation));
        close(
                fault -> isOne
                        ? isFault(fault, family, operation)
                        : fault.family().equals(family),
                operation.timeNanos());
    }

    private static boolean isFault(Open fault, String family, Operation operation) {
        return fault.family().equals(family) && fault.value().equals(operation.value());
    }

    /** What is to be done and what was done are two operations of one function; the second tells more. */
    private void start(String family, Operation operation) {
        Map<String, String> wordsOfNode = wordsOfNode(family, operation.value());
        if (wordsOfNode.isEmpty()) {
            return;
        }
        if (!scripted) {
            close(fault -> fault.family().equals(family), operation.timeNanos());
        }
        open.add(new Open(family, operation.value(), operation.timeNanos(), wordsOfNode));
    }

    private void close(Predicate<Open> isOver, long timeNanos) {
        for (Open fault : open) {
            if (isOver.test(fault) && fault.fromNanos() < timeNanos) {
                TimeRange time = new TimeRange(fault.fromNanos(), timeNanos);
                fault.wordsOfNode().forEach((node, words) -> spans.add(new Span(time, fault.family(), node, words)));
            }
        }
        open.removeIf(isOver);
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

    /** For example {@code loss, per-cent 30}. */
    static String settings(Map<?, ?> done, String except) {
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
