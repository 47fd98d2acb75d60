package dev.squall.report.diagram;

import dev.squall.history.History;
import dev.squall.report.diagram.TraceEvent.Kind;
import dev.squall.report.page.Columns;
import dev.squall.report.page.Html;
import dev.squall.report.page.Section;
import dev.squall.report.recorded.Calls;
import dev.squall.report.recorded.FaultTimeline;
import dev.squall.report.recorded.RunRecord;
import dev.squall.report.recorded.TimeRange;
import dev.squall.report.recorded.Violation;
import dev.squall.report.recorded.ViolationRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Section with the space-time diagram of a run: nodes and clients are lines along time, and messages are arrows. The
 * lectures draw all algorithms in this way. Source: Lamport, "Time, Clocks, and the Ordering of Events in a Distributed
 * System", 1978.
 *
 * <p>The page contains all messages, facts and operations; only part of them if the trace is too long ({@link Trace}).
 * Bodies are shortened ({@link Bodies}), so that a typical run of 5,000 operations needs much less than 2 MB, and each
 * arrow remains readable.
 */
public final class SpaceTimeSection {

    static final String ID = "space-time";

    private static final List<String> PARTS = List.of(
            "space-time-model",
            "space-time-state",
            "space-time-raft",
            "space-time-arrows",
            "space-time-lanes",
            "space-time-draw",
            "space-time-panels",
            "space-time-playback",
            "space-time-logs",
            "space-time-rounds",
            "space-time-quorums",
            "space-time-commits",
            "space-time-texts",
            "space-time-deliveries");
    /** Pattern of a log's index in verdicts on Raft's properties. */
    private static final Pattern LOG_INDEX = Pattern.compile("\\bindex (\\d{1,9})\\b");
    /** Pattern of a transaction's name in verdicts on atomic commitment. */
    private static final Pattern TRANSACTION = Pattern.compile("\\btransaction (\\d{1,18})\\b");

    private static final long MICROSECOND_NANOS = 1_000L;
    private static final double MILLISECOND_NANOS = 1e6;
    private static final long MARGIN_NANOS = 5_000_000L;
    private static final double MARGIN_PART = 0.15;
    private static final long FIRST_LOOK_NANOS = 500_000_000L;

    private SpaceTimeSection() {}

    /** Returns the section; empty if the run recorded neither messages nor facts. */
    public static Optional<Section> of(RunRecord run, Calls calls, List<Violation> violations) {
        Optional<TimeRange> violation = ViolationRange.of(violations, calls);
        Trace trace = Trace.read(run, violation);
        boolean hasTrace =
                trace.events().stream().anyMatch(event -> event.kind().ordinal() <= Kind.FACT.ordinal());
        if (!hasTrace) {
            return Optional.empty();
        }
        List<Lanes.Lane> lanes = trace.lanes().ordered();
        List<Columns> data =
                List.of(events(trace.events(), rowOfLane(lanes)), lanes(lanes), faults(faultRows(run.history())));
        return Optional.of(new Section(
                ID, "Space-time diagram", html(violation, trace, shown(calls, violations), violations), data, PARTS));
    }

    private static int[] rowOfLane(List<Lanes.Lane> lanes) {
        int[] rows = new int[lanes.stream().mapToInt(Lanes.Lane::number).max().orElse(-1) + 1];
        Arrays.fill(rows, -1);
        for (int row = 0; row < lanes.size(); row++) {
            rows[lanes.get(row).number()] = row;
        }
        return rows;
    }

    /**
     * Encodes events as repetitive numbers, which compress well. Times are differences in microseconds, unsigned to
     * cover more than an hour. A receipt or loss refers to its sending by the number of sendings since.
     */
    private static Columns events(List<TraceEvent> events, int[] rowOfLane) {
        int size = events.size();
        int[] micros = new int[size];
        int[] kinds = new int[size];
        int[] lanes = new int[size];
        int[] others = new int[size];
        List<String> texts = new ArrayList<>(size);
        long before = startMicros(events);
        int sendings = 0;
        for (int i = 0; i < size; i++) {
            TraceEvent event = events.get(i);
            long now = event.timeNanos() / MICROSECOND_NANOS;
            micros[i] = (int) (now - before);
            before = now;
            kinds[i] = event.kind().ordinal();
            lanes[i] = event.lane() < 0 ? event.lane() : rowOfLane[event.lane()];
            sendings += event.kind() == Kind.SENT ? 1 : 0;
            others[i] = switch (event.kind()) {
                case SENT -> rowOfLane[event.other()];
                case RECEIVED, LOST -> sendings - event.other();
                default -> event.other();
            };
            texts.add(event.text());
        }
        return new Columns("space-time-events")
                .ints("micros", micros)
                .ints("kind", kinds)
                .ints("lane", lanes)
                .ints("other", others)
                .texts("text", texts);
    }

    private static long startMicros(List<TraceEvent> events) {
        return events.isEmpty() ? 0 : events.get(0).timeNanos() / MICROSECOND_NANOS;
    }

    private static Columns lanes(List<Lanes.Lane> lanes) {
        return new Columns("space-time-lanes")
                .texts("name", lanes.stream().map(Lanes.Lane::name).toList())
                .ints(
                        "client",
                        lanes.stream().mapToInt(lane -> lane.isClient() ? 1 : 0).toArray());
    }

    /** Row of the diagram's faults: a fault at one node, or at all nodes if the node's name is empty. */
    public record FaultRow(FaultTimeline.Span span, String node, String words) {}

    /** Returns the rows of the diagram's faults. */
    public static List<FaultRow> faultRows(History history) {
        List<FaultRow> rows = new ArrayList<>();
        FaultTimeline.of(history).forEach(span -> span.wordsOfNode()
                .forEach((node, words) -> rows.add(new FaultRow(span, node, words))));
        return rows;
    }

    private static Columns faults(List<FaultRow> rows) {
        return new Columns("space-time-faults")
                .doubles(
                        "from",
                        rows.stream()
                                .mapToDouble(row -> row.span().fromMillis())
                                .toArray())
                .doubles(
                        "to",
                        rows.stream()
                                .mapToDouble(row -> row.span().untilMillis())
                                .toArray())
                .texts("family", rows.stream().map(row -> row.span().family()).toList())
                .texts("node", rows.stream().map(FaultRow::node).toList())
                .texts("words", rows.stream().map(FaultRow::words).toList());
    }

    private static double millis(long nanos) {
        return nanos / MILLISECOND_NANOS;
    }

    /** Returns the operations that show a violation, by the indexes of their invocations. */
    private static String shown(Calls calls, List<Violation> violations) {
        return violations.stream()
                .flatMap(violation -> violation.calls().stream())
                .distinct()
                .map(position -> String.valueOf(calls.get(position).invocation().index()))
                .collect(Collectors.joining(" "));
    }

    /** Returns the first name of a kind in the violations' words; empty if they name none. */
    private static String first(Pattern name, List<Violation> violations) {
        return violations.stream()
                .map(violation -> name.matcher(violation.summary()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
    }

    private static String html(
            Optional<TimeRange> violation, Trace trace, String operations, List<Violation> violations) {
        TimeRange opening = violation
                .map(range -> range.widened(MARGIN_PART, MARGIN_NANOS))
                .orElse(new TimeRange(0, FIRST_LOOK_NANOS));
        String said = trace.part().map(SpaceTimeSection::partWords).orElse("") + cutWords(trace.cutNanos());
        return "<p>Time runs to the right. Each node is a line, and an arrow is a message. Of long bodies only a part"
                + " is shown. " + Html.escape(said) + "</p>\n" + Legend.html()
                + "<div id=\"space-time-figure\" data-from=\"" + millis(opening.fromNanos()) + "\" data-to=\""
                + millis(opening.toNanos()) + "\" data-start=\"" + startMicros(trace.events()) / 1e3
                + "\" data-violation=\"" + violation.isPresent()
                + "\" data-index=\"" + first(LOG_INDEX, violations)
                + "\" data-transaction=\"" + first(TRANSACTION, violations) + "\" data-operations=\"" + operations
                + "\"></div>\n";
    }

    private static String cutWords(OptionalLong cutNanos) {
        return cutNanos.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        " The recording of messages was cut at %.3f s, when it had become too long.",
                        cutNanos.getAsLong() / 1e9);
    }

    private static String partWords(TimeRange part) {
        String end =
                part.toNanos() == Long.MAX_VALUE ? "on" : String.format(Locale.ROOT, "to %.3f s", part.toNanos() / 1e9);
        return String.format(
                Locale.ROOT,
                "The trace is longer than a page can hold: what happened from %.3f s %s is here, all that was recorded "
                        + "in the run's folder.",
                part.fromNanos() / 1e9,
                end);
    }
}
