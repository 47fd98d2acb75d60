package dev.squall.report.recorded;

import dev.squall.fault.ClockSkew;
import dev.squall.fault.Fault;
import dev.squall.fault.FaultCodec;
import dev.squall.fault.FaultFamily;
import dev.squall.fault.PacketFault;
import dev.squall.fault.Partition;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.Keyword;
import dev.squall.history.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The faults of a history, with the times at which they were in force. Every page and plot gets its faults from this
 * class.
 */
public final class FaultTimeline {

    private static final String ALL_OVER = "heal";
    private static final double MILLISECOND_NANOS = 1e6;
    private static final int WORDS_MAX = 60;
    /** Fields of faults that texts leave out because they mean little to a reader. */
    private static final Set<String> NOT_IN_WORDS = Set.of("node", "cut", "links", "seed");

    private final List<Span> spans = new ArrayList<>();
    private final List<Span> open = new ArrayList<>();

    private FaultTimeline() {}

    /**
     * A fault with its beginning and end; the end of the history if no operation ended the fault.
     *
     * @param seen observed effects of the fault in the history: numbers by name
     */
    public record Span(Fault fault, TimeRange time, Map<String, Long> seen) {

        public String family() {
            return fault.family().faultName();
        }

        public double fromMillis() {
            return time.fromNanos() / MILLISECOND_NANOS;
        }

        public double untilMillis() {
            return time.toNanos() / MILLISECOND_NANOS;
        }

        /**
         * Returns a description of the fault for each affected node, in order; under the empty name if all nodes are
         * affected.
         */
        public Map<String, String> wordsOfNode() {
            Map<String, String> words = new TreeMap<>();
            if (fault instanceof Partition partition) {
                addCuts(partition.links(), words);
                return words;
            }
            String what =
                    switch (fault.family()) {
                        case DISK ->
                            "disk: crashed, unsynced "
                                    + (seen.containsKey("lost-records")
                                            ? "records lost: " + seen.get("lost-records")
                                            : "writes lost");
                        case PACKET, LATE, CLOCK -> family() + " " + settings(fault);
                        default -> family();
                    };
            Set<String> nodes =
                    fault instanceof PacketFault packets ? packets.links().keySet() : fault.nodes();
            nodes.forEach(node -> words.put(node, what));
            if (nodes.isEmpty()) {
                words.put("", what);
            }
            return words;
        }
    }

    /** Faults of one family that began and ended together, such as the kills of several nodes in one strike. */
    public record Band(String family, String words, double fromMillis, double untilMillis) {}

    /** Returns the faults of a history, in the order of their ends. */
    public static List<Span> of(History history) {
        FaultTimeline timeline = new FaultTimeline();
        long end = 0;
        for (Operation operation : history.operations()) {
            if (operation.timeNanos() != Operation.NO_TIME) {
                end = Math.max(end, operation.timeNanos());
                timeline.accept(operation);
            }
        }
        timeline.end(span -> true, null, end);
        return timeline.spans;
    }

    private void accept(Operation operation) {
        if (operation.isClient()) {
            return;
        }
        if (operation.function().equals(ALL_OVER)) {
            end(span -> true, null, operation.timeNanos());
        }
        for (FaultFamily family : FaultFamily.values()) {
            if (operation.function().equals(family.startFunction())) {
                begin(family, operation);
            } else if (operation.function().equals(family.stopFunction())) {
                end(family, operation);
            }
        }
    }

    /**
     * Begins the faults of an operation; older histories contain some of them twice, before and after the injection.
     */
    private void begin(FaultFamily family, Operation operation) {
        for (Fault fault : FaultCodec.fromEdn(family, operation.value())) {
            if (open.stream().noneMatch(span -> span.fault().equals(fault))) {
                TimeRange time = new TimeRange(operation.timeNanos(), Long.MAX_VALUE);
                open.add(new Span(fault, time, FaultCodec.seenIn(operation.value(), fault)));
            }
        }
    }

    /** Ends the faults that an operation names, or all faults of the family if it names no fault in force. */
    private void end(FaultFamily family, Operation operation) {
        List<Fault> named = FaultCodec.fromEdn(family, operation.value());
        boolean isNamed = open.stream().anyMatch(span -> named.contains(span.fault()));
        end(
                span -> isNamed ? named.contains(span.fault()) : span.fault().family() == family,
                operation.value(),
                operation.timeNanos());
    }

    private void end(Predicate<Span> which, Object value, long timeNanos) {
        for (Span span : open) {
            if (which.test(span) && span.time().fromNanos() < timeNanos) {
                Map<String, Long> seen = new LinkedHashMap<>(span.seen());
                seen.putAll(FaultCodec.seenIn(value, span.fault()));
                spans.add(new Span(span.fault(), new TimeRange(span.time().fromNanos(), timeNanos), seen));
            }
        }
        open.removeIf(which);
    }

    /** Returns the bands of faults for plots, in the order of their ends. */
    public static List<Band> bands(History history) {
        Map<List<Object>, List<Span>> together = new LinkedHashMap<>();
        for (Span span : of(history)) {
            together.computeIfAbsent(List.of(span.family(), span.time()), key -> new ArrayList<>())
                    .add(span);
        }
        List<Band> bands = new ArrayList<>();
        together.values().forEach(spans -> {
            Span first = spans.get(0);
            bands.add(new Band(first.family(), words(spans), first.fromMillis(), first.untilMillis()));
        });
        return bands;
    }

    private static String words(List<Span> spans) {
        Fault first = spans.get(0).fault();
        String text;
        if (first instanceof Partition partition) {
            text = partition.shape().isEmpty() ? "links " + EdnWriter.toEdn(partition.links()) : partition.shape();
        } else {
            Set<String> nodes = new TreeSet<>();
            spans.forEach(span -> nodes.addAll(span.fault().nodes()));
            String settings = settings(first);
            text = String.join(" ", nodes) + (nodes.isEmpty() || settings.isEmpty() ? "" : ", ") + settings;
        }
        return text.length() <= WORDS_MAX ? text : text.substring(0, WORDS_MAX) + "\u2026";
    }

    /** Returns the settings of a fault in words, for example {@code loss, per-cent 30}. */
    private static String settings(Fault fault) {
        return FaultCodec.toEdn(fault).entrySet().stream()
                .filter(entry -> !NOT_IN_WORDS.contains(((Keyword) entry.getKey()).name()))
                .filter(entry -> !(fault instanceof ClockSkew && Long.valueOf(0).equals(entry.getValue())))
                .map(entry -> setting(((Keyword) entry.getKey()).name(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String setting(String name, Object value) {
        String words = value instanceof Keyword keyword ? keyword.name() : EdnWriter.toEdn(value);
        return name.equals("kind") ? words : name + " " + words;
    }

    private static void addCuts(Map<String, List<String>> links, Map<String, String> words) {
        Map<String, Set<String>> unreachable = new TreeMap<>();
        Map<String, Set<String>> unheard = new TreeMap<>();
        links.forEach((from, receivers) -> {
            for (String to : receivers) {
                unreachable.computeIfAbsent(from, node -> new TreeSet<>()).add(to);
                unheard.computeIfAbsent(to, node -> new TreeSet<>()).add(from);
            }
        });
        Set<String> touched = new TreeSet<>(unreachable.keySet());
        touched.addAll(unheard.keySet());
        for (String node : touched) {
            words.put(node, cutWords(unreachable.getOrDefault(node, Set.of()), unheard.getOrDefault(node, Set.of())));
        }
    }

    private static String cutWords(Set<String> to, Set<String> from) {
        if (to.equals(from)) {
            return "cut off from " + String.join(", ", to);
        }
        String deaf = from.isEmpty() ? "" : "hears nothing of " + String.join(", ", from);
        String mute = to.isEmpty() ? "" : "does not reach " + String.join(", ", to);
        return deaf + (deaf.isEmpty() || mute.isEmpty() ? "" : "; ") + mute;
    }
}
