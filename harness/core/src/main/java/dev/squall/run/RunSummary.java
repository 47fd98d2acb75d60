package dev.squall.run;

import dev.squall.check.Verdict;
import dev.squall.check.linear.certificate.Linearization;
import dev.squall.fault.Evidence;
import dev.squall.history.EdnWriter;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import dev.squall.run.loop.Stop;
import dev.squall.workload.Proof;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Summary of a run as JSON data, the content of {@code verdict.json} and of the output of {@code --json}. */
public final class RunSummary {

    private RunSummary() {}

    /** Returns the summary of a run: maps, lists, strings and numbers, always in the same order. */
    public static Map<String, Object> of(Run run) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("outcome", run.outcome().word());
        summary.put("operations", run.history().size());
        rates(run).ifPresent(rates -> summary.put("rates", rates));
        run.stop().ifPresent(stop -> summary.put("stopped", of(stop)));
        List<Object> verdicts = new ArrayList<>();
        for (Verdict verdict : run.verdicts()) {
            Map<String, Object> entry = of(verdict);
            if (run.proofs().containsKey(verdict.checker())) {
                entry.put("proof", of(run.proofs().get(verdict.checker())));
            }
            verdicts.add(entry);
        }
        summary.put("verdicts", verdicts);
        List<Object> faults = new ArrayList<>();
        for (Evidence evidence : run.evidence()) {
            faults.add(of(evidence));
        }
        summary.put("faults", faults);
        summary.put("vacuous", run.vacuities());
        return summary;
    }

    /**
     * Returns the numbers of operations per second that were asked for, invoked and successful before healing. Returns
     * empty for virtual time, in which the asked rate is always reached.
     */
    public static Optional<Map<String, Object>> rates(Run run) {
        int invoked = 0;
        int successful = 0;
        long nanos = 0;
        for (Operation operation : run.history().operations()) {
            nanos = operation.timeNanos();
            if (operation.isClient()) {
                invoked += operation.type() == Type.INVOKE ? 1 : 0;
                successful += operation.type() == Type.OK ? 1 : 0;
            } else if (operation.function().equals("heal")) {
                break;
            }
        }
        if (run.experiment().world().isVirtual() || nanos == 0) {
            return Optional.empty();
        }
        // The safety phase begins when the nodes are ready, which is later than the beginning of the history's time.
        double seconds = Math.min(nanos, run.experiment().timeLimitNanos()) / 1e9;
        Map<String, Object> rates = new LinkedHashMap<>();
        rates.put("asked", run.experiment().ratePerSecond());
        rates.put("invoked", Math.round(10 * invoked / seconds) / 10.0);
        rates.put("ok", Math.round(10 * successful / seconds) / 10.0);
        return Optional.of(rates);
    }

    /** Returns the summary of one checker's verdict. */
    public static Map<String, Object> of(Verdict verdict) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("checker", verdict.checker());
        summary.put("validity", verdict.validity().name().toLowerCase(Locale.ROOT));
        if (!verdict.anomaly().isEmpty()) {
            summary.put("anomaly", verdict.anomaly());
        }
        summary.put("summary", verdict.summary());
        if (!verdict.operations().isEmpty()) {
            summary.put("operations", verdict.operations());
        }
        summary.put("details", verdict.details());
        return summary;
    }

    /**
     * Returns the summary of a proof. Operations of a counterexample are identified by the indexes of their
     * invocations.
     */
    public static Map<String, Object> of(Proof proof) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("status", proof.status().word());
        summary.put("words", proof.words());
        proof.counterexample().ifPresent(claim -> {
            summary.put("core", claim.core());
            summary.put("unplaceable", claim.unplaceable());
            summary.put(
                    "possibleStates",
                    claim.possibleStates().stream().map(EdnWriter::toEdn).toList());
        });
        return summary;
    }

    /** Returns, for each key, the order in which the operations take effect, by the indexes of their invocations. */
    public static Map<String, Object> of(Linearization linearization) {
        List<Object> orders = new ArrayList<>();
        for (Linearization.Order order : linearization.orders()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("key", EdnWriter.toEdn(order.key()));
            entry.put("invocations", order.invocations());
            orders.add(entry);
        }
        return Map.of("orders", orders);
    }

    private static Map<String, Object> of(Stop stop) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("operation", stop.operation());
        summary.put("timeNanos", stop.timeNanos());
        summary.put("checker", stop.verdict().checker());
        summary.put("summary", stop.verdict().summary());
        return summary;
    }

    static Map<String, Object> of(Evidence evidence) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("fault", evidence.fault());
        summary.put("injections", evidence.injections());
        summary.put("effects", evidence.effects());
        summary.put("evidence", evidence.words());
        return summary;
    }
}
