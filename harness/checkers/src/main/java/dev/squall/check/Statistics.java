package dev.squall.check;

import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import dev.squall.history.Pairing;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Statistics of a history; the verdict is always valid. The verdict's details have an entry for each function of the
 * clients and for {@code all}. An entry counts the operations invoked, completed {@code ok}, {@code fail} or {@code
 * info}, and left {@code open}. If the history has times, an entry also has latency quantiles of the ok operations, in
 * nanoseconds. Takes O(n log n).
 */
public final class Statistics implements Checker {

    private static final String ALL = "all";
    private static final double[] QUANTILES = {0.5, 0.95, 0.99, 1.0};
    private static final String[] QUANTILE_NAMES = {"p50Nanos", "p95Nanos", "p99Nanos", "maxNanos"};

    @Override
    public String name() {
        return "statistics";
    }

    @Override
    public Verdict check(History history, Budget budget) {
        Pairing pairing;
        try {
            pairing = Pairing.of(history);
        } catch (HistoryFormatException malformed) {
            return Verdict.valid(name(), "not counted: " + malformed.getMessage(), Map.of());
        }
        Tally all = new Tally();
        Map<String, Tally> byFunction = new TreeMap<>();
        for (Operation operation : history.operations()) {
            if (operation.isClient() && operation.type() == Type.INVOKE) {
                int partner = pairing.partnerOf(operation.index());
                Operation completion = partner == Pairing.NONE ? null : history.get(partner);
                all.add(operation, completion);
                byFunction
                        .computeIfAbsent(operation.function(), function -> new Tally())
                        .add(operation, completion);
            }
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put(ALL, all.details());
        Map<String, Object> functions = new LinkedHashMap<>();
        byFunction.forEach((function, tally) -> functions.put(function, tally.details()));
        details.put("functions", functions);
        return Verdict.valid(name(), all.invoked + " operations, " + all.completed[Type.OK.ordinal()] + " ok", details);
    }

    /** Counts and latencies of a group of operations. */
    private static final class Tally {

        private final int[] completed = new int[Type.values().length];
        private int invoked;
        private long[] latencies = new long[16];
        private int latencyCount;

        void add(Operation invocation, Operation completion) {
            invoked++;
            if (completion == null) {
                return;
            }
            completed[completion.type().ordinal()]++;
            if (completion.type() == Type.OK
                    && invocation.timeNanos() != Operation.NO_TIME
                    && completion.timeNanos() != Operation.NO_TIME) {
                if (latencyCount == latencies.length) {
                    latencies = Arrays.copyOf(latencies, 2 * latencyCount);
                }
                latencies[latencyCount++] = completion.timeNanos() - invocation.timeNanos();
            }
        }

        Map<String, Object> details() {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("invoked", invoked);
            int open = invoked;
            for (Type type : new Type[] {Type.OK, Type.FAIL, Type.INFO}) {
                int count = completed[type.ordinal()];
                details.put(type.name().toLowerCase(Locale.ROOT), count);
                open -= count;
            }
            details.put("open", open);
            if (latencyCount > 0) {
                details.put("latency", quantiles());
            }
            return details;
        }

        /** Returns the quantiles of the latencies, by name. */
        private Map<String, Object> quantiles() {
            Arrays.sort(latencies, 0, latencyCount);
            Map<String, Object> quantiles = new LinkedHashMap<>();
            for (int i = 0; i < QUANTILES.length; i++) {
                int rank = (int) Math.ceil(QUANTILES[i] * latencyCount);
                quantiles.put(QUANTILE_NAMES[i], latencies[rank - 1]);
            }
            return quantiles;
        }
    }
}
