package dev.squall.report;

import dev.squall.history.History;
import dev.squall.history.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** When which fault was in force, by the nemesis' {@code start-} and {@code stop-} operations. */
final class FaultSpans {

    private static final String START = "start-";
    private static final String STOP = "stop-";
    private static final double MILLISECOND_NANOS = 1e6;

    /**
     * @param fault its family
     * @param value what the nemesis noted when it was in force
     */
    record Span(String fault, double fromMillis, double toMillis, Object value) {}

    private FaultSpans() {}

    /** In the order of their ends; what was never undone lasts to the end. */
    static List<Span> of(History history, double endMillis) {
        List<Span> spans = new ArrayList<>();
        Map<String, Operation> open = new LinkedHashMap<>();
        for (Operation operation : history.operations()) {
            if (operation.isClient()) {
                continue;
            }
            String function = operation.function();
            if (function.startsWith(START)) {
                open.put(function.substring(START.length()), operation);
            } else if (function.startsWith(STOP)) {
                Operation start = open.remove(function.substring(STOP.length()));
                if (start != null) {
                    spans.add(span(start, millis(operation)));
                }
            }
        }
        open.values().forEach(start -> spans.add(span(start, endMillis)));
        return spans;
    }

    private static Span span(Operation start, double endMillis) {
        return new Span(start.function().substring(START.length()), millis(start), endMillis, start.value());
    }

    private static double millis(Operation operation) {
        return operation.timeNanos() / MILLISECOND_NANOS;
    }

    static Columns columns(List<Span> spans) {
        return new Columns("plot-faults")
                .texts("fault", spans.stream().map(Span::fault).toList())
                .doubles("from", spans.stream().mapToDouble(Span::fromMillis).toArray())
                .doubles("to", spans.stream().mapToDouble(Span::toMillis).toArray());
    }
}
