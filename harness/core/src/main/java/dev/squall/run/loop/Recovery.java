package dev.squall.run.loop;

import dev.squall.check.Verdict;
import dev.squall.experiment.Experiment;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Step;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The liveness phase: after healing, every client thread must complete an operation successfully within the
 * experiment's bound. The liveness phase therefore covers every node that has a client. A thread whose probe failed
 * tries again 50 ms later.
 */
final class Recovery {

    private static final String CHECKER = "recovery";
    private static final long PAUSE_NANOS = 50_000_000L;
    private static final long NEVER = -1;

    private final Experiment experiment;
    private final Generator probe;
    private long beganNanos = NEVER;
    private long[] recoveredNanos = {};
    private long[] notBeforeNanos = {};

    Recovery(Experiment experiment, Generator probe) {
        this.experiment = experiment;
        this.probe = probe;
    }

    Generator probes() {
        return this::next;
    }

    /**
     * Returns the next step. Unlike other generators, recovery is not pure: the next step depends on the success of
     * earlier probes.
     */
    private Step next(Context context) {
        if (unrecovered().isEmpty() || context.nowNanos() >= beganNanos + experiment.recoveryBoundNanos()) {
            return Step.DONE;
        }
        long askAgainNanos = beganNanos + experiment.recoveryBoundNanos();
        for (int thread : context.freeThreads()) {
            if (recoveredNanos[thread] != NEVER) {
                continue;
            }
            if (notBeforeNanos[thread] <= context.nowNanos()) {
                List<Integer> only = List.of(thread);
                Step step = probe.next(context.restrictedTo(only));
                if (step instanceof Step.Emit emit) {
                    return new Step.Emit(emit.call(), this::next);
                }
            } else {
                askAgainNanos = Math.min(askAgainNanos, notBeforeNanos[thread]);
            }
        }
        return new Step.Later(askAgainNanos, this::next);
    }

    /**
     * Takes the next operation of the history. The verdict uses the times in the history, so that the same history
     * always has the same verdict.
     */
    void onOperation(Operation operation) {
        if (!operation.isClient()) {
            if (operation.function().equals(RunLoop.BEGIN_LIVENESS_PHASE)) {
                begin(operation.timeNanos());
            }
            return;
        }
        int thread = Math.floorMod(operation.process(), experiment.concurrency());
        if (operation.type() == Type.INVOKE || beganNanos == NEVER || recoveredNanos[thread] != NEVER) {
            return;
        }
        long now = operation.timeNanos();
        if (operation.type() == Type.OK && now <= beganNanos + experiment.recoveryBoundNanos()) {
            recoveredNanos[thread] = now - beganNanos;
        } else {
            notBeforeNanos[thread] = now + PAUSE_NANOS;
        }
    }

    private void begin(long nowNanos) {
        beganNanos = nowNanos;
        recoveredNanos = new long[experiment.concurrency()];
        notBeforeNanos = new long[experiment.concurrency()];
        Arrays.fill(recoveredNanos, NEVER);
    }

    private List<Integer> unrecovered() {
        List<Integer> threads = new ArrayList<>();
        for (int thread = 0; thread < recoveredNanos.length; thread++) {
            if (recoveredNanos[thread] == NEVER) {
                threads.add(thread);
            }
        }
        return threads;
    }

    Verdict verdict() {
        if (beganNanos == NEVER) {
            return Verdict.unknown(CHECKER, "the run ended before its liveness phase", Map.of());
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("boundMillis", experiment.recoveryBoundMillis());
        List<Integer> unrecovered = unrecovered();
        if (!unrecovered.isEmpty()) {
            details.put("threadsNotServed", unrecovered);
            return Verdict.violation(
                    CHECKER,
                    "no-recovery",
                    String.format(
                            Locale.ROOT,
                            "after healing, client threads %s had no operation succeed within %d ms",
                            unrecovered,
                            experiment.recoveryBoundMillis()),
                    List.of(),
                    details);
        }
        long slowestNanos = 0;
        for (long nanos : recoveredNanos) {
            slowestNanos = Math.max(slowestNanos, nanos);
        }
        double slowestMillis = slowestNanos / 1e6;
        details.put("slowestMillis", slowestMillis);
        String summary =
                String.format(Locale.ROOT, "after healing, every client was served within %.1f ms", slowestMillis);
        return Verdict.valid(CHECKER, summary, details);
    }
}
