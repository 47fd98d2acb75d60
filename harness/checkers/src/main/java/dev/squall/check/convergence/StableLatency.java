package dev.squall.check.convergence;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Verdict;
import dev.squall.history.History;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Measurement of the time from when each element of a set is known until every later read holds it, as {@link SetFull}
 * measures it. The verdict is always valid, since slowness is no fault. Takes O(r e) for r reads and e elements.
 */
public final class StableLatency implements Checker {

    private static final String NAME = "stable-latency";
    private static final SetFull SET = new SetFull(false, false);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Verdict check(History history, Budget budget) {
        Verdict found = SET.check(history, budget);
        Map<String, Object> details = new LinkedHashMap<>();
        for (String figure : new String[] {"attempted", "stable", "neverRead", "stale", "stableLatency"}) {
            if (found.details().containsKey(figure)) {
                details.put(figure, found.details().get(figure));
            }
        }
        if (!(details.get("stableLatency") instanceof Map<?, ?> latency) || latency.isEmpty()) {
            return Verdict.valid(NAME, "not measured: no element became stable", details);
        }
        String summary = String.format(
                Locale.ROOT,
                "%s elements were in every later read after %.0f ms (median), %.0f ms (95 %%), %.0f ms (longest)",
                details.get("stable"),
                millis(latency.get("p50Nanos")),
                millis(latency.get("p95Nanos")),
                millis(latency.get("maxNanos")));
        return Verdict.valid(NAME, summary, details);
    }

    private static double millis(Object nanos) {
        return ((Number) nanos).doubleValue() / 1e6;
    }
}
