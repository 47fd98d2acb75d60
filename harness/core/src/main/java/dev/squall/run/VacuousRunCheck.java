package dev.squall.run;

import dev.squall.check.Verdict;
import dev.squall.experiment.RepeatLine;
import dev.squall.experiment.Successes;
import dev.squall.fault.Evidence;
import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import dev.squall.run.loop.Recording;
import dev.squall.run.loop.RunLoop;
import dev.squall.workload.Promise;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds the reasons for which a run, though nothing was wrong with it, proves nothing. */
final class VacuousRunCheck {

    private VacuousRunCheck() {}

    /**
     * Returns the reasons in sentences; none of a run that was stopped by what it proved.
     *
     * @param verdicts those on the recording
     * @param promises what was to be judged
     */
    static List<String> reasons(Recording recording, List<Verdict> verdicts, List<Promise> promises) {
        if (recording.stop().isPresent()) {
            return List.of();
        }
        List<String> reasons = new ArrayList<>(unjudged(recording, verdicts, promises));
        if (!recording.scripted()) {
            // Few operations prove nothing of what was drawn; those of a script are what somebody chose.
            reasons.addAll(tooFewSuccesses(recording, promises));
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

    private static List<String> unjudged(Recording recording, List<Verdict> verdicts, List<Promise> promises) {
        Set<String> judged = verdicts.stream().map(Verdict::checker).collect(Collectors.toSet());
        Set<String> properties = new LinkedHashSet<>(recording.unjudged());
        promises.stream()
                .map(Promise::property)
                .filter(property -> !judged.contains(property))
                .forEach(properties::add);
        return properties.isEmpty()
                ? List.of()
                : List.of(String.join(", ", properties) + " could not be judged: no node noted a fact that tells of "
                        + (properties.size() == 1 ? "it" : "them"));
    }

    /** Counts of invocations and of successes. */
    private static final class Tally {
        private int tries;
        private int successes;

        private void add(Operation operation) {
            tries += operation.type() == Type.INVOKE ? 1 : 0;
            successes += operation.type() == Type.OK ? 1 : 0;
        }
    }

    /**
     * Returns the shortages of successes under faults. Successes after healing do not count: they say nothing of a
     * system that did nothing under faults.
     */
    private static List<String> tooFewSuccesses(Recording recording, List<Promise> promises) {
        Successes least = recording.experiment().successes();
        Tally all = new Tally();
        Map<String, Tally> byFunction = new TreeMap<>();
        for (Operation operation : recording.history().operations()) {
            if (operation.function().equals(RunLoop.BEGIN_LIVENESS_PHASE)) {
                break;
            }
            if (operation.isClient()) {
                all.add(operation);
                byFunction
                        .computeIfAbsent(operation.function(), name -> new Tally())
                        .add(operation);
            }
        }
        List<String> reasons = new ArrayList<>();
        if (all.successes < least.operations()) {
            reasons.add("only " + all.successes + " operations succeeded before healing; a run needs at least "
                    + least.operations());
        } else if (100.0 * all.successes < least.percent() * all.tries) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "only %,d of %,d operations (%.1f %%) succeeded before healing; a run needs at least %s %%",
                    all.successes,
                    all.tries,
                    100.0 * all.successes / all.tries,
                    RepeatLine.number(least.percent())));
        }
        byFunction.forEach((function, tally) -> {
            if (tally.tries >= least.tries() && tally.successes == 0) {
                reasons.add("none of " + tally.tries + " operations " + function + " succeeded before healing");
            }
        });
        reasons.addAll(unobserved(recording.history(), promises));
        return reasons;
    }

    /** Final reads count here: some properties are judged by nothing else. */
    private static List<String> unobserved(History history, List<Promise> promises) {
        Set<String> succeeded = history.operations().stream()
                .filter(operation -> operation.isClient() && operation.type() == Type.OK)
                .map(Operation::function)
                .collect(Collectors.toSet());
        return promises.stream()
                .filter(promise -> !promise.functions().isEmpty())
                .filter(promise -> Collections.disjoint(promise.functions(), succeeded))
                .map(promise -> promise.property() + " is not judged: no operation "
                        + String.join(" or ", promise.functions()) + " succeeded")
                .toList();
    }
}
