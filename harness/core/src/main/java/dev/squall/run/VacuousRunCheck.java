package dev.squall.run;

import dev.squall.check.Verdict;
import dev.squall.experiment.RepeatLine;
import dev.squall.experiment.Successes;
import dev.squall.fault.Evidence;
import dev.squall.fault.FaultFamily;
import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import dev.squall.run.loop.Recording;
import dev.squall.run.loop.Refusals;
import dev.squall.run.loop.RunLoop;
import dev.squall.run.loop.ServerMessages;
import dev.squall.run.loop.Silence;
import dev.squall.workload.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Check for vacuous runs: finds the reasons for which a run without a violation proves nothing. */
final class VacuousRunCheck {

    private VacuousRunCheck() {}

    /**
     * Returns the reasons in sentences; empty if a violation stopped the run.
     *
     * @param verdicts verdicts on the recording
     * @param promises properties that must be judged
     */
    static List<String> reasons(Recording recording, List<Verdict> verdicts, List<Promise> promises) {
        if (recording.stop().isPresent()) {
            return List.of();
        }
        Refusals refusals = new Refusals();
        recording.history().operations().forEach(refusals::onOperation);
        if (!recording.scripted()
                && !recording.complete()
                && refusals.isReached(recording.experiment().successes().tries())) {
            return List.of("the nodes refuse requests of the workload "
                    + recording.experiment().workload() + ": " + refusals.first());
        }
        Silence silence = new Silence(recording.experiment());
        recording.history().operations().forEach(silence::onOperation);
        if (!recording.scripted() && !recording.complete() && silence.isTooLong()) {
            return List.of("the nodes do not serve the workload "
                    + recording.experiment().workload() + ": " + silence.words() + "; " + Silence.EXPECTED);
        }
        List<String> reasons = new ArrayList<>(unjudged(recording, verdicts, promises));
        if (!recording.scripted()) {
            // Scripts need no number of successes, since their operations were chosen on purpose.
            reasons.addAll(tooFewSuccesses(recording, promises));
        }
        for (Evidence evidence : recording.evidence()) {
            if (!evidence.hasEffect() && !isOfNoConcern(evidence, verdicts)) {
                reasons.add("the fault " + evidence.fault() + " was asked for but had no effect: " + evidence.words());
            }
        }
        if (!recording.complete()) {
            reasons.add("the run was interrupted before its end");
        }
        return reasons;
    }

    /**
     * A system whose nodes send each other nothing, such as a generator of unique ids or a counter that is kept in a
     * service, has no links to cut.
     */
    private static boolean isOfNoConcern(Evidence evidence, List<Verdict> verdicts) {
        boolean isOfLinks = evidence.fault().equals(FaultFamily.PARTITION.faultName())
                || evidence.fault().equals(FaultFamily.PACKET.faultName())
                || evidence.fault().equals(FaultFamily.LATE.faultName());
        return isOfLinks && evidence.injections() > 0 && ServerMessages.areNoneBetweenNodes(verdicts);
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

    /** Number of a function's invocations and successes before healing, and its success at any time. */
    private static final class Tally {
        private int tries;
        private int successes;
        private boolean succeededAtAll;
        private String refusal = "";

        private void add(Operation operation, boolean isHealed) {
            if (operation.type() == Type.INVOKE && !isHealed) {
                tries++;
            } else if (operation.type() == Type.OK) {
                successes += isHealed ? 0 : 1;
                succeededAtAll = true;
            } else if (refusal.isEmpty()) {
                refusal = Refusals.words(operation).orElse("");
            }
        }
    }

    private static Map<String, Tally> tallies(History history) {
        Map<String, Tally> byFunction = new HashMap<>();
        boolean isHealed = false;
        for (Operation operation : history.operations()) {
            if (operation.isClient()) {
                byFunction
                        .computeIfAbsent(operation.function(), name -> new Tally())
                        .add(operation, isHealed);
            } else if (operation.function().equals(RunLoop.BEGIN_LIVENESS_PHASE)) {
                isHealed = true;
            }
        }
        return new TreeMap<>(byFunction);
    }

    /**
     * Returns the shortages of successes before healing. Successes after healing do not count: they prove nothing about
     * the system under faults.
     */
    private static List<String> tooFewSuccesses(Recording recording, List<Promise> promises) {
        Successes least = recording.experiment().successes();
        Map<String, Tally> byFunction = tallies(recording.history());
        int tries = byFunction.values().stream().mapToInt(tally -> tally.tries).sum();
        int successes =
                byFunction.values().stream().mapToInt(tally -> tally.successes).sum();
        List<String> reasons = new ArrayList<>();
        if (successes < least.operations()) {
            reasons.add("only " + successes + " operations succeeded before healing; a run needs at least "
                    + least.operations());
        } else if (100.0 * successes < least.percent() * tries) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "only %,d of %,d operations (%.1f %%) succeeded before healing; a run needs at least %s %%",
                    successes,
                    tries,
                    100.0 * successes / tries,
                    RepeatLine.number(least.percent())));
        }
        byFunction.forEach((function, tally) -> {
            String refusal = tally.refusal.isEmpty() ? "" : ": " + tally.refusal;
            if (tally.tries >= least.tries() && tally.successes == 0) {
                reasons.add(
                        "none of " + tally.tries + " operations " + function + " succeeded before healing" + refusal);
            }
        });
        reasons.addAll(unobserved(byFunction, promises));
        return reasons;
    }

    /**
     * Returns the properties without an observing success; final reads count, since they alone decide some properties.
     */
    private static List<String> unobserved(Map<String, Tally> byFunction, List<Promise> promises) {
        return promises.stream()
                .filter(promise -> !promise.functions().isEmpty())
                .filter(promise -> promise.functions().stream()
                        .noneMatch(function ->
                                byFunction.containsKey(function) && byFunction.get(function).succeededAtAll))
                .map(promise -> promise.property() + " is not judged: no operation "
                        + String.join(" or ", promise.functions()) + " succeeded")
                .toList();
    }
}
