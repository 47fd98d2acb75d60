package dev.squall.report.plot;

import dev.squall.history.ClientOperation;
import dev.squall.history.Operation;
import dev.squall.report.recorded.Calls;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Start times and latencies of a run's client operations, in arrays that hold a million.
 *
 * @param startMillis when each was invoked
 * @param latencyMillis how long it took; not a number where it never completed
 * @param outcomes what became of it: {@link #OK}, {@link #FAIL} or {@link #INFO}
 * @param answered whether the system served it: with success, or with what is an answer too, such as that a
 *     compare-and-set found another value
 * @param endMillis the time of the run's last event
 */
public record Timing(
        double[] startMillis, double[] latencyMillis, int[] outcomes, boolean[] answered, double endMillis) {

    static final int OK = 0;
    static final int FAIL = 1;
    static final int INFO = 2;
    static final List<String> OUTCOMES = List.of("ok", "fail", "info");

    private static final double MILLISECOND_NANOS = 1e6;

    /** Maelstrom's codes of definite answers: no such key, key exists, precondition failed. */
    private static final List<String> ANSWER_CODES = List.of("20 ", "21 ", "22 ");

    /** The operations that have a time. */
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
