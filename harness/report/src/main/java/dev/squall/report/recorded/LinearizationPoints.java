package dev.squall.report.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import dev.squall.history.ClientOperation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A moment for each operation at which it can have taken effect: within the operation, and in the order that the
 * run's verdict found.
 */
public final class LinearizationPoints {

    /** Stands where an operation has none. */
    static final double NONE = -1;

    private LinearizationPoints() {}

    /**
     * The moments in milliseconds, by the position of the operation; empty if the run has no linearization. Each is in
     * the middle of the earliest and the latest that the order allows; both grow along the order, and so does it.
     * Takes O(n).
     */
    public static Optional<double[]> of(RunRecord run, Calls calls) {
        if (!run.certificate().has("orders")) {
            return Optional.empty();
        }
        double[] points = new double[calls.size()];
        Arrays.fill(points, NONE);
        for (JsonNode order : run.certificate().path("orders")) {
            List<Integer> positions = new ArrayList<>();
            order.path("invocations")
                    .forEach(index -> calls.positionOf(index.asInt(-1)).ifPresent(positions::add));
            place(positions, calls, points);
        }
        return Optional.of(points);
    }

    private static void place(List<Integer> order, Calls calls, double[] points) {
        double[] latest = new double[order.size()];
        double bound = calls.endMillis();
        for (int i = order.size() - 1; i >= 0; i--) {
            ClientOperation call = calls.get(order.get(i));
            bound = call.isOk() ? Math.min(bound, Calls.millis(call.completion())) : bound;
            latest[i] = bound;
        }
        double earliest = 0;
        for (int i = 0; i < order.size(); i++) {
            earliest = Math.max(earliest, Calls.millis(calls.get(order.get(i)).invocation()));
            points[order.get(i)] = (earliest + latest[i]) / 2;
        }
    }
}
