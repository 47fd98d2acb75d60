package dev.squall.report.plot;

import dev.squall.history.ClientOperation;
import dev.squall.history.Operation;
import dev.squall.report.recorded.Calls;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Start times and latencies of a run's client operations, in arrays that suit a million operations.
 *
 * @param startMillis time of each invocation, in milliseconds
 * @param latencyMillis duration of each operation, in milliseconds; NaN if the operation never completed
 * @param outcomes outcome of each operation: {@link #OK}, {@link #FAIL} or {@link #INFO}
 * @param answered true for each operation that the system served: with success, or with a definite result, such as a
 *     compare-and-set that found another value
 * @param endMillis time of the run's last event, in milliseconds
 */
public record Timing(
        double[] startMillis, double[] latencyMillis, int[] outcomes, boolean[] answered, double endMillis) {

    static final int OK = 0;
    static final int FAIL = 1;
    static final int INFO = 2;
    static final List<String> OUTCOMES = List.of("ok", "fail", "info");

    private static final double MILLISECOND_NANOS = 1e6;

    /** Maelstrom's codes of errors that are definite results: no such key, key exists, precondition failed. */
    private static final List<String> ANSWER_CODES = List.of("20 ", "21 ", "22 ");

    /** Returns the timing of all operations that have a time. */
    public static Timing of(Calls calls) {
        int[] timed = IntStream.range(0, calls.size())
                .filter(i -> calls.get(i).invocation().timeNanos() != Operation.NO_TIME)
                .toArray();
        int count = timed.length;
        Timing timing = new Timing(
                new double[count], new double[count], new int[count], new boolean[count], calls.lastTimeMillis());
        for (int i = 0; i < count; i++) {
            ClientOperation operation = calls.get(timed[i]);
            timing.startMillis[i] = operation.invocation().timeNanos() / MILLISECOND_NANOS;
            timing.latencyMillis[i] = latencyMillis(operation);
            timing.outcomes[i] = outcome(operation);
            timing.answered[i] = operation.isOk() || isAnswer(operation);
        }
        return timing;
    }

    int count() {
        return startMillis.length;
    }

    private static double latencyMillis(ClientOperation operation) {
        Operation completion = operation.completion();
        return completion == null || completion.timeNanos() == Operation.NO_TIME
                ? Double.NaN
                : (completion.timeNanos() - operation.invocation().timeNanos()) / MILLISECOND_NANOS;
    }

    private static int outcome(ClientOperation operation) {
        return switch (operation.outcome()) {
            case OK -> OK;
            case FAIL -> FAIL;
            default -> INFO;
        };
    }

    private static boolean isAnswer(ClientOperation operation) {
        if (operation.completion() == null || operation.outcome() != Operation.Type.FAIL) {
            return false;
        }
        String error = String.valueOf(operation.completion().extras().get("error"));
        return ANSWER_CODES.stream().anyMatch(error::startsWith);
    }
}
