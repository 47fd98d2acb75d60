package dev.squall.report.story;

import dev.squall.history.ClientOperation;
import dev.squall.history.Operation;
import dev.squall.report.page.Html;
import dev.squall.report.recorded.Calls;
import dev.squall.report.recorded.FaultTimeline;
import dev.squall.report.recorded.RunRecord;
import dev.squall.report.recorded.TimeRange;
import dev.squall.report.recorded.Violation;
import dev.squall.report.recorded.ViolationRange;
import dev.squall.report.recorded.ViolationWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The instants of a run that lead to its first violation: faults that begin, leaders, the operations that show the
 * violation, the facts at the instants that its words name, and the violation.
 */
final class Acts {

    private static final int ACTS_MAX = 12;
    private static final double MILLISECOND_NANOS = 1e6;

    /**
     * An instant with what happens then.
     *
     * @param millis time since the run began
     * @param html sentence, as safe HTML
     */
    record Act(double millis, String html) {}

    private final RunRecord run;
    private final Calls calls;
    private final Violation violation;
    private final List<Act> acts = new ArrayList<>();

    private Acts(RunRecord run, Calls calls, Violation violation) {
        this.run = run;
        this.calls = calls;
        this.violation = violation;
    }

    /** Returns the last acts, up to {@value #ACTS_MAX}, in order of time; the last one is the violation. */
    static List<Act> of(RunRecord run, Calls calls, Violation violation) {
        Optional<TimeRange> range = ViolationRange.of(List.of(violation), calls);
        return range.isEmpty() ? List.of() : new Acts(run, calls, violation).until(range.get());
    }

    private List<Act> until(TimeRange range) {
        FaultTimeline.bands(run.history())
                .forEach(band -> acts.add(new Act(
                        band.fromMillis(),
                        "The fault begins: " + Html.escape(band.family() + " " + band.words()) + ".")));
        NamedFacts named = new NamedFacts(violation.summary());
        run.forEachFact(line -> {
            if (line.path("fact").path("type").asText().equals("became_leader")) {
                acts.add(new Act(
                        line.path("time").asLong() / MILLISECOND_NANOS,
                        Html.escape(line.path("node").asText()) + " becomes the leader of term "
                                + line.path("fact").path("term").asLong() + "."));
            } else {
                named.accept(line);
            }
        });
        List<Act> facts = named.acts();
        acts.addAll(facts);
        // The verdict's times are rounded; the violation comes after the last fact that it names.
        double end = facts.stream().mapToDouble(Act::millis).reduce(range.toNanos() / MILLISECOND_NANOS, Math::max);
        violation.calls().forEach(position -> operation(calls.get(position)));
        acts.removeIf(act -> act.millis() > end);
        acts.sort(Comparator.comparingDouble(Act::millis));
        String sentence = new ViolationWords(calls).sentence(violation).toHtml();
        List<Act> last = new ArrayList<>(acts.subList(Math.max(0, acts.size() + 1 - ACTS_MAX), acts.size()));
        last.add(new Act(end, "<strong>The violation:</strong> " + sentence));
        return last;
    }

    private void operation(ClientOperation call) {
        if (call.invocation().timeNanos() == Operation.NO_TIME) {
            return;
        }
        String request = "<code>" + Html.escape(calls.request(call)) + "</code>";
        String node = Calls.node(call).isEmpty() ? "" : " at " + Html.escape(Calls.node(call));
        acts.add(new Act(
                Calls.millis(call.invocation()),
                String.format(Locale.ROOT, "Process %d asks for %s%s.", call.process(), request, node)));
        if (call.isOk()) {
            String result = calls.result(call);
            acts.add(new Act(
                    Calls.millis(call.completion()),
                    "It is answered: " + request
                            + (result.isEmpty() ? " completes" : " returns <code>" + Html.escape(result) + "</code>")
                            + "."));
        }
    }
}
