package dev.squall.play;

import dev.squall.experiment.Experiment;
import dev.squall.explore.DrawnCalls;
import dev.squall.generator.Call;
import dev.squall.workload.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Operations that the workload would draw, offered to the person who plays. Immutable. */
final class SampleCalls {

    private static final int DRAWN_FOR_EACH_CLIENT = 30;

    private final List<List<Call>> drawn;

    private SampleCalls(List<List<Call>> drawn) {
        this.drawn = drawn;
    }

    /** Returns as many operations as the workload has, up to a bound. */
    static SampleCalls draw(Experiment experiment, Workload workload) {
        for (int operations = DRAWN_FOR_EACH_CLIENT * experiment.concurrency(); operations > 0; operations /= 2) {
            try {
                return new SampleCalls(DrawnCalls.draw(experiment, workload, operations));
            } catch (IllegalArgumentException e) {
                // The workload has fewer operations.
            }
        }
        return new SampleCalls(List.of());
    }

    /**
     * Returns one operation for each function of a client, by function.
     *
     * @param made operations that were made before; they are offered again only if no other is left
     */
    List<Call> of(int client, Set<Call> made) {
        Map<String, Call> byFunction = new LinkedHashMap<>();
        List<Call> own = client < drawn.size() ? drawn.get(client) : List.of();
        own.stream()
                .filter(call -> !made.contains(call))
                .forEach(call -> byFunction.putIfAbsent(call.function(), call));
        // Each client draws from the same functions, but a short list may miss one of them.
        drawn.forEach(calls -> calls.forEach(
                call -> byFunction.putIfAbsent(call.function(), new Call(client, call.function(), call.value()))));
        return new ArrayList<>(byFunction.values());
    }
}
