package dev.squall.check.delivery;

import dev.squall.check.Verdict;
import dev.squall.check.journal.Ending;
import dev.squall.check.journal.Message;
import dev.squall.check.journal.Moment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Counters of the deliveries that are required by the end of a run; missing deliveries determine the verdict. */
final class Debts {

    private final String checker;
    private final Ending ending;
    private long kept;
    private long pending;
    private long broken;
    private long unproven;
    private String doubt = "";
    private Verdict violation;

    Debts(String checker, Ending ending) {
        this.checker = checker;
        this.ending = ending;
    }

    /**
     * Records that a node must deliver a message by the end of the run.
     *
     * @param since the event that requires the delivery
     * @param why returns the last clause of a violation's summary: {@code n2 never delivered m1, <why>}
     */
    void owed(Message message, int node, Moment since, String anomaly, Supplier<String> why) {
        if (message.deliveredBy(node) != null) {
            kept++;
        } else if (!ending.isDue(since)) {
            pending++;
        } else if (ending.nodes().hasGap(node) || ending.nodes().mayHaveDelivered(node, message)) {
            unproven++;
            if (doubt.isEmpty()) {
                doubt = ending.nodes().name(node) + " has not noted the delivery of " + message
                        + ", but something is missing in its journal";
            }
        } else {
            broken++;
            if (violation == null) {
                String name = ending.nodes().name(node);
                String summary = name + " never delivered " + message + ", " + why.get();
                violation = Verdict.violation(checker, anomaly, summary, List.of(), message.details(name));
            }
        }
    }

    Verdict verdict(String missing) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("delivered", kept);
        figures.put("pending", pending);
        figures.put("lost", broken);
        if (violation != null) {
            figures.putAll(violation.details());
            return Verdict.violation(checker, violation.anomaly(), violation.summary(), List.of(), figures);
        }
        if (unproven > 0) {
            figures.put("unproven", unproven);
        }
        if (unproven > 0 || !missing.isEmpty()) {
            return Verdict.unknown(checker, unproven == 0 ? missing : doubt, figures);
        }
        if (!ending.isOver() && pending > 0) {
            return Verdict.unknown(checker, pending + " deliveries are pending, and the run is not over", figures);
        }
        String tooLate = pending == 0 ? "" : ", and " + pending + " are pending that became due too late to be judged";
        return Verdict.valid(checker, "all " + kept + " deliveries that were due happened" + tooLate, figures);
    }
}
