package dev.squall.report.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import dev.squall.history.ClientOperation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Possible linearization points: a time for each operation at which it may have taken effect, in the order of the
 * certificate.
 */
public final class LinearizationPoints {

    /** Value for an operation without a linearization point. */
    static final double NONE = -1;

    private LinearizationPoints() {}

    /**
     * Returns the points in milliseconds, by the position of the operation; empty if the run has no linearization. Each
     * point is the middle between the earliest and the latest time that the order allows. Earliest and latest times
     * never decrease along the order, and neither do the points. Takes O(n) time for n operations.
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
