package dev.squall.report.diagram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.squall.history.ClientOperation;
import dev.squall.report.page.Columns;
import dev.squall.report.page.Section;
import dev.squall.report.recorded.Calls;
import dev.squall.report.recorded.FaultTimeline;
import dev.squall.report.recorded.LinearizationPoints;
import dev.squall.report.recorded.RunRecord;
import dev.squall.report.recorded.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Section with the timeline of the history: a lane for each client thread, and the faults in the background. The script
 * {@code history.js} draws the timeline.
 */
public final class HistorySection {

    /** Relation of an operation to a violation; {@link #HAS_NO_PLACE} is the closest. */
    private static final int CANNOT_MATTER = 0;

    private static final int MAY_MATTER = 1;
    private static final int SHOWS_IT = 2;
    private static final int HAS_NO_PLACE = 3;

    private static final List<String> PARTS =
            List.of("history-model", "history-shares", "history-bars", "history-faults", "history-view");

    private final Calls calls;

    private HistorySection(Calls calls) {
        this.calls = calls;
    }

    public static Section of(RunRecord run, Calls calls, List<Violation> violations) {
        HistorySection section = new HistorySection(calls);
        Columns operations = section.operations(lanes(run, calls), section.marks(violations));
        LinearizationPoints.of(run, calls).ifPresent(points -> operations.doubles("point", points));
        List<FaultTimeline.Band> bands = FaultTimeline.bands(run.history());
        return new Section(
                "history", "History", html(run, calls, bands, violations), List.of(operations, faults(bands)), PARTS);
    }

    /**
     * Returns the lane of each operation; a process that replaces another after an unknown outcome has the same lane.
     */
    private static int[] lanes(RunRecord run, Calls calls) {
        int concurrency =
                run.experiment().path("experiment").path("concurrency").asInt(0);
        Map<Integer, Integer> laneOfThread = new LinkedHashMap<>();
        int[] threads = IntStream.range(0, calls.size())
                .map(i -> calls.get(i).process())
                .map(process -> concurrency > 0 ? process % concurrency : process)
                .toArray();
        Arrays.stream(threads).sorted().distinct().forEach(thread -> laneOfThread.put(thread, laneOfThread.size()));
        return Arrays.stream(threads).map(laneOfThread::get).toArray();
    }

    private Columns operations(int[] lanes, int[] marks) {
        return new Columns("history")
                .doubles("began", doubles(call -> Calls.millis(call.invocation())))
                .doubles("ended", doubles(call -> call.completion() == null ? -1 : Calls.millis(call.completion())))
                .ints("lane", lanes)
                .ints("mark", marks)
                .ints("process", ints(ClientOperation::process))
                .ints("index", ints(call -> call.invocation().index()))
                .ints("number", ints(ClientOperation::index))
                .texts("outcome", values(HistorySection::outcome))
                .texts("function", values(ClientOperation::function))
                .texts("key", values(calls::keyOf), Calls::shown)
                .texts("argument", values(calls::argumentOf), Calls::shown)
                .texts("result", values(calls::resultOf), Calls::shown)
                .texts("node", values(Calls::node))
                .texts("error", values(Calls::error));
    }

    private static String outcome(ClientOperation call) {
        return switch (call.outcome()) {
            case OK -> "ok";
            case FAIL -> "fail";
            default -> "info";
        };
    }

    private int[] marks(List<Violation> violations) {
        int[] marks = new int[calls.size()];
        if (violations.isEmpty()) {
            Arrays.fill(marks, MAY_MATTER);
        }
        for (Violation violation : violations) {
            for (int position = 0; position < marks.length; position++) {
                marks[position] =
                        Math.max(marks[position], canMatter(position, violation) ? MAY_MATTER : CANNOT_MATTER);
            }
            violation.calls().forEach(position -> marks[position] = Math.max(marks[position], SHOWS_IT));
            violation.unplaceable().ifPresent(position -> marks[position] = HAS_NO_PLACE);
        }
        return marks;
    }

    /**
     * Returns true if the operation can matter to the violation. An operation on another key cannot matter, nor one
     * that begins after the end of the operation without a place.
     */
    private boolean canMatter(int position, Violation violation) {
        if (violation.unplaceable().isEmpty()) {
            return true;
        }
        ClientOperation call = calls.get(position);
        ClientOperation last = calls.get(violation.unplaceable().get());
        return calls.key(call).equals(calls.key(last)) && call.mayHaveHappened() && !last.precedes(call);
    }

    private static Columns faults(List<FaultTimeline.Band> bands) {
        return new Columns("faults")
                .doubles(
                        "from",
                        bands.stream()
                                .mapToDouble(FaultTimeline.Band::fromMillis)
                                .toArray())
                .doubles(
                        "until",
                        bands.stream()
                                .mapToDouble(FaultTimeline.Band::untilMillis)
                                .toArray())
                .texts("family", bands.stream().map(FaultTimeline.Band::family).toList())
                .texts("words", bands.stream().map(FaultTimeline.Band::words).toList());
    }

    private static String html(RunRecord run, Calls calls, List<FaultTimeline.Band> bands, List<Violation> violations) {
        long shown = violations.stream().mapToLong(v -> v.calls().size()).sum();
        JsonNode nodes = run.experiment().path("experiment").path("nodeCount");
        String words = calls.size() + " operations" + (nodes.isInt() ? " on " + nodes.asInt() + " nodes" : "") + ", "
                + bands.size() + (bands.size() == 1 ? " fault" : " faults")
                + (shown == 0 ? "" : "; " + shown + " operations show the violation");
        return "<p>" + words + ".</p>\n<div id=\"timeline\" data-words=\"" + words + "\"></div>\n"
                + "<noscript><p>The timeline is drawn by this page's own script.</p></noscript>\n";
    }

    private double[] doubles(ToDoubleFunction<ClientOperation> value) {
        return IntStream.range(0, calls.size())
                .mapToDouble(i -> value.applyAsDouble(calls.get(i)))
                .toArray();
    }

    private int[] ints(ToIntFunction<ClientOperation> value) {
        return IntStream.range(0, calls.size())
                .map(i -> value.applyAsInt(calls.get(i)))
                .toArray();
    }

    private <T> List<T> values(Function<ClientOperation, T> value) {
        List<T> values = new ArrayList<>(calls.size());
        for (int i = 0; i < calls.size(); i++) {
            values.add(value.apply(calls.get(i)));
        }
        return values;
    }
}
