package dev.squall.workload;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Verdict;
import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Share of the clients' operations that succeeded. Takes O(n). The verdict is unknown if a share is demanded and there
 * are no operations.
 *
 * @param least least share, from 0 to 1; empty to measure it only
 */
record Availability(Optional<Double> least) implements Checker {

    private static final String NAME = "availability";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Verdict check(History history, Budget budget) {
        int invoked = 0;
        int succeeded = 0;
        for (Operation operation : history.operations()) {
            if (operation.isClient()) {
                invoked += operation.type() == Type.INVOKE ? 1 : 0;
                succeeded += operation.type() == Type.OK ? 1 : 0;
            }
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("operations", invoked);
        details.put("ok", succeeded);
        double share = invoked == 0 ? 0 : (double) succeeded / invoked;
        details.put("okShare", share);
        String words = String.format(
                Locale.ROOT, "%,d of %,d operations succeeded (%.2f %%)", succeeded, invoked, 100 * share);
        if (least.isEmpty()) {
            return Verdict.valid(NAME, words, details);
        } else if (invoked == 0) {
            return Verdict.unknown(NAME, "no operation was invoked", details);
        }
        String wanted = String.format(Locale.ROOT, "; at least %.2f %% were asked for", 100 * least.get());
        return share >= least.get()
                ? Verdict.valid(NAME, words + wanted, details)
                : Verdict.violation(NAME, "low-availability", words + wanted, List.of(), details);
    }
}
