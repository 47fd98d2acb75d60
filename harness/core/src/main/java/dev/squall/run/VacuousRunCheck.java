package dev.squall.run;

import dev.squall.fault.Evidence;
import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import dev.squall.run.loop.Recording;
import dev.squall.run.loop.RunLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the reasons for which a run, though nothing was wrong with it, proves nothing. */
final class VacuousRunCheck {

    /** Functions tried more often than this must have succeeded at least once. */
    private static final int TRIES_THAT_SHOULD_SUCCEED = 20;

    private static final int SUCCESSES_NEEDED = 10;

    private VacuousRunCheck() {}

    /** Sentences; none of a run that was stopped by what it proved. */
    static List<String> reasons(Recording recording) {
        if (recording.stop().isPresent()) {
            return List.of();
        }
        List<String> reasons = new ArrayList<>();
        if (!recording.scripted()) {
            // Few operations prove nothing of what was drawn; those of a script are what somebody chose.
            reasons.addAll(tooFewSuccesses(recording.history()));
        }
        for (Evidence evidence : recording.evidence()) {
            if (!evidence.hasEffect()) {
                reasons.add("the fault " + evidence.fault() + " was asked for but had no effect: " + evidence.words());
            }
        }
        if (!recording.complete()) {
            reasons.add("the run was interrupted before its end");
        }
        return reasons;
    }

    private static List<String> tooFewSuccesses(History history) {
        List<String> reasons = new ArrayList<>();
        Map<String, int[]> triesAndSuccesses = new TreeMap<>();
        int successes = 0;
        for (Operation operation : history.operations()) {
            if (operation.function().equals(RunLoop.BEGIN_LIVENESS_PHASE)) {
                // What succeeds when all has healed says nothing of a system that did nothing under faults.
                break;
            }
            if (!operation.isClient()) {
                continue;
            }
            int[] counts = triesAndSuccesses.computeIfAbsent(operation.function(), name -> new int[2]);
            if (operation.type() == Type.INVOKE) {
                counts[0]++;
            } else if (operation.type() == Type.OK) {
                counts[1]++;
                successes++;
            }
        }
        if (successes < SUCCESSES_NEEDED) {
            reasons.add("only " + successes + " operations succeeded; a run needs at least " + SUCCESSES_NEEDED);
        }
        triesAndSuccesses.forEach((function, counts) -> {
            if (counts[0] >= TRIES_THAT_SHOULD_SUCCEED && counts[1] == 0) {
                reasons.add("none of " + counts[0] + " operations " + function + " succeeded");
            }
        });
        return reasons;
    }
}
