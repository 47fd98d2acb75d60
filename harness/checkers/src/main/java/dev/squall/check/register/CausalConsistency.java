package dev.squall.check.register;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Meter;
import dev.squall.check.Verdict;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Checker of causal consistency over all keys of registers whose writes have distinct values. {@link CausalModel} lists
 * the three variants. Source: Bouajjani, Enea, Guerraoui and Hamza, <i>On verifying causal consistency</i>, POPL 2017;
 * lectures 4.1 and 7.3. The causal order is the transitive closure of session order and the reads-from relation,
 * without real time. A history satisfies a variant if and only if it has none of that variant's bad patterns. Anomalies
 * are named after the patterns.
 *
 * <ul>
 *   <li>All variants: {@code thin-air-read} is a read of a value that was never written. {@code cyclic-co} is an effect
 *       before its cause. {@code write-co-init-read} is a read of the initial value although a write causally precedes
 *       the read. {@code write-co-read} is a read of a value although an overwriting write causally precedes the read.
 *   <li>CCv: {@code cyclic-cf} means that no order of conflicting writes agrees with the reads.
 *   <li>CM: {@code write-hb-init-read} and {@code cyclic-hb} mean that no order of the writes agrees with the reads of
 *       one session.
 * </ul>
 *
 * <p>Takes O(n k log n) time and O(n k) memory for n operations and k sessions. CM takes that time for each session and
 * round of derivation. The history's shape is that of lin-kv without cas: {@code read} and {@code write}, with {@code
 * [key value]} if keyed. The verdict is unknown if a value that was read has two writes, an operation is a cas, the
 * history is malformed, or the budget was spent.
 */
public final class CausalConsistency implements Checker {

    private final CausalModel model;
    private final Object initialValue;
    private final boolean keyed;

    /**
     * @param model the variant of causal consistency
     * @param initialValue the initial value of each register; null for nil
     * @param keyed true if each operation's value is {@code [key value]}
     */
    public CausalConsistency(CausalModel model, Object initialValue, boolean keyed) {
        this.model = Objects.requireNonNull(model, "model");
        this.initialValue = initialValue;
        this.keyed = keyed;
    }

    @Override
    public String name() {
        return "causal-" + model.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Set<String> observingFunctions() {
        return Set.of("read");
    }

    @Override
    public Verdict check(History history, Budget budget) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("model", model.name());
        try {
            RegisterHistory registers = RegisterHistory.of(history, initialValue, keyed);
            details.put("operations", registers.accesses().size());
            details.put("sessions", registers.sessions().size());
            Optional<Access> thinAir = ReadsFrom.thinAirRead(registers);
            if (thinAir.isPresent()) {
                return ThinAir.verdict(name(), registers, thinAir.get(), details);
            }
            ReadsFrom readsFrom = ReadsFrom.of(registers);
            return badPattern(readsFrom, new Meter(budget))
                    .map(bad -> Verdict.violation(name(), bad.anomaly(), bad.summary(), bad.operations(), details))
                    .orElseGet(() ->
                            Verdict.valid(name(), readsFrom.size() + " operations keep " + model.words(), details));
        } catch (HistoryFormatException unfit) {
            return Verdict.unknown(name(), "cannot be checked: " + unfit.getMessage(), details);
        } catch (Meter.Spent spent) {
            return Verdict.unknown(name(), spent.getMessage() + " before all bad patterns were sought", details);
        }
    }

    /** Bad pattern found in a history. */
    record BadPattern(String anomaly, String summary, List<Integer> operations) {

        /** Returns the bad pattern for a contradiction in an order; {@code opening} begins the summary. */
        static BadPattern of(String anomaly, String opening, ImpliedOrder order, List<List<Constraint>> chains) {
            Constraints constraints = order.constraints();
            return new BadPattern(anomaly, opening + constraints.words(chains), constraints.operations(chains));
        }
    }

    private Optional<BadPattern> badPattern(ReadsFrom history, Meter meter) {
        Optional<BadPattern> bad = causalPattern(history, meter.nested());
        if (bad.isEmpty() && model == CausalModel.CCV) {
            ImpliedOrder order = ImpliedOrder.derive(history, read -> true, false, 1, meter.nested());
            return order.contradiction().isEmpty()
                    ? bad
                    : Optional.of(BadPattern.of(
                            "cyclic-cf",
                            "no one order of the writes agrees with all reads: ",
                            order,
                            List.of(order.contradiction())));
        }
        for (int s = 0;
                bad.isEmpty()
                        && model == CausalModel.CM
                        && s < history.history().sessions().size();
                s++) {
            bad = memoryPattern(history, s, meter.nested());
        }
        return bad;
    }

    private static Optional<BadPattern> causalPattern(ReadsFrom history, Meter meter) {
        ImpliedOrder causal = ImpliedOrder.derive(history, read -> true, false, 0, meter);
        if (!causal.contradiction().isEmpty()) {
            return Optional.of(BadPattern.of(
                    "cyclic-co", "an effect comes before its cause: ", causal, List.of(causal.contradiction())));
        }
        for (Access read : history.history().accesses()) {
            if (read.reads()) {
                Optional<BadPattern> bad = overwritten(history, causal, read);
                if (bad.isPresent()) {
                    return bad;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<BadPattern> overwritten(ReadsFrom history, ImpliedOrder causal, Access read) {
        int sourceId = history.source(read);
        for (List<Access> writes : history.writes(read.key())) {
            Access write = causal.precedence().lastBefore(writes, read);
            if (write != null && sourceId == ReadsFrom.INITIAL) {
                return Optional.of(BadPattern.of(
                        "write-co-init-read",
                        "the initial value was read after a write that causally precedes the read: ",
                        causal,
                        List.of(causal.constraints().path(write.id(), read.id(), 0))));
            }
            if (write != null && causal.precedence().precedes(history.access(sourceId), write)) {
                Constraints constraints = causal.constraints();
                return Optional.of(BadPattern.of(
                        "write-co-read",
                        "a value was read that had been overwritten in the causal past of the read: ",
                        causal,
                        List.of(
                                constraints.path(sourceId, write.id(), 0),
                                constraints.path(write.id(), read.id(), 0))));
            }
        }
        return Optional.empty();
    }

    private static Optional<BadPattern> memoryPattern(ReadsFrom history, int session, Meter meter) {
        ImpliedOrder order =
                ImpliedOrder.derive(history, read -> read.session() == session, false, ImpliedOrder.UNLIMITED, meter);
        if (order.contradiction().isEmpty()) {
            return Optional.empty();
        }
        int process = history.history().sessions().get(session).get(0).process();
        String opening = "no order of the writes agrees with all that process " + process + " read: ";
        String anomaly = order.isInitialValueContradiction() ? "write-hb-init-read" : "cyclic-hb";
        return Optional.of(BadPattern.of(anomaly, opening, order, List.of(order.contradiction())));
    }
}
