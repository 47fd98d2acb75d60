package dev.squall.explore;

import dev.squall.check.Checker;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.client.Completion;
import dev.squall.explore.world.Observation;
import dev.squall.generator.Call;
import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import dev.squall.run.RunSettings;
import dev.squall.run.loop.LiveVerdicts;
import dev.squall.workload.Promise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Judge of schedules by the checkers of the workload and of the system. Many schedules look the same from outside, so
 * verdicts are kept by what was seen. Time in a history is the number of observations before, in milliseconds.
 */
public final class ScheduleJudge {

    private static final int KEPT_MAX = 50_000;
    private static final long MILLISECOND_NANOS = 1_000_000L;

    private final RunSettings settings;
    private final Map<List<Observation>, Judgement> kept = new HashMap<>();
    private final Set<String> judged = new TreeSet<>();
    private final Set<String> succeeded = new TreeSet<>();

    /** The verdict on a schedule that matters most: a violation, or the first that is unknown. */
    public record Judgement(Optional<Verdict> verdict) {

        public boolean isViolation() {
            return verdict.filter(each -> each.validity() == Validity.VIOLATION).isPresent();
        }

        boolean isUnknown() {
            return verdict.isPresent() && !isViolation();
        }
    }

    public ScheduleJudge(RunSettings settings) {
        this.settings = settings;
    }

    /** Returns the verdict on what was seen of a schedule so far. */
    public Judgement judge(List<Observation> seen) {
        Judgement judgement = kept.get(seen);
        if (judgement == null) {
            judgement = check(seen);
            if (kept.size() == KEPT_MAX) {
                kept.clear();
            }
            kept.put(List.copyOf(seen), judgement);
        }
        return judgement;
    }

    /** Returns the promised properties that no schedule could show or break. */
    List<String> unjudged() {
        return settings.promises().stream()
                .filter(promise -> !isJudged(promise))
                .map(Promise::property)
                .toList();
    }

    private boolean isJudged(Promise promise) {
        return judged.contains(promise.property())
                && (promise.functions().isEmpty()
                        || promise.functions().stream().anyMatch(succeeded::contains));
    }

    private Judgement check(List<Observation> seen) {
        LiveVerdicts live = new LiveVerdicts(settings.experiment(), settings.system(), settings.workload());
        History history = history(seen, live);
        List<Verdict> verdicts = new ArrayList<>();
        for (Checker checker : settings.checkers()) {
            verdicts.add(checker.check(history, settings.budget()));
        }
        verdicts.addAll(live.verdicts());
        verdicts.forEach(verdict -> judged.add(verdict.checker()));
        return new Judgement(first(verdicts, Validity.VIOLATION).or(() -> first(verdicts, Validity.UNKNOWN)));
    }

    private static Optional<Verdict> first(List<Verdict> verdicts, Validity validity) {
        return verdicts.stream().filter(each -> each.validity() == validity).findFirst();
    }

    /** Returns the history of the operations, without facts. */
    History history(List<Observation> seen) {
        return history(seen, new LiveVerdicts(settings.experiment(), settings.system(), settings.workload()));
    }

    /** Returns the history of the operations, and passes operations and facts to the verdicts on journals in order. */
    private History history(List<Observation> seen, LiveVerdicts live) {
        List<Operation> operations = new ArrayList<>();
        int clients = settings.experiment().concurrency();
        int[] processes = new int[clients];
        Arrays.setAll(processes, client -> client);
        Observation.Invoked[] open = new Observation.Invoked[clients];
        long now = 0;
        for (Observation each : seen) {
            if (each instanceof Observation.Invoked invoked) {
                int process = processes[invoked.client()];
                add(
                        operations,
                        live,
                        now,
                        Type.INVOKE,
                        process,
                        invoked.call(),
                        invoked.call().value(),
                        Map.of());
                open[invoked.client()] = invoked;
            } else if (each instanceof Observation.Completed completed) {
                complete(operations, live, now, processes, completed);
                open[completed.client()] = null;
            } else if (each instanceof Observation.Noted noted) {
                live.onFact(now, noted.node(), noted.life(), noted.fact());
            } else if (each instanceof Observation.Crashed crashed) {
                live.onLifeEnd(now, crashed.node(), crashed.life(), true);
            }
            now += MILLISECOND_NANOS;
        }
        for (Observation.Invoked invoked : open) {
            if (invoked != null) {
                Completion none = settings.workload().client().indefinite(invoked.call(), "no reply");
                complete(
                        operations,
                        live,
                        now,
                        processes,
                        new Observation.Completed(invoked.client(), invoked.call(), invoked.node(), none));
            }
        }
        return History.of(operations);
    }

    private void complete(
            List<Operation> operations, LiveVerdicts live, long now, int[] processes, Observation.Completed completed) {
        Completion completion = completed.completion();
        Map<String, Object> extras = new LinkedHashMap<>();
        extras.put("node", completed.node());
        if (!completion.error().isEmpty()) {
            extras.put("error", completion.error());
        }
        int process = processes[completed.client()];
        add(operations, live, now, completion.type(), process, completed.call(), completion.value(), extras);
        if (completion.type() == Type.OK) {
            succeeded.add(completed.call().function());
        } else if (completion.type() == Type.INFO) {
            // A process never acts again after an operation with unknown outcome.
            processes[completed.client()] += processes.length;
        }
    }

    private static void add(
            List<Operation> operations,
            LiveVerdicts live,
            long now,
            Type type,
            int process,
            Call call,
            Object value,
            Map<String, Object> extras) {
        Operation operation = new Operation(operations.size(), now, type, process, call.function(), value, extras);
        operations.add(operation);
        live.onOperation(operation);
    }
}
