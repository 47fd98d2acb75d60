package dev.squall.check.linear.search;

import dev.squall.check.Meter;
import dev.squall.check.Validity;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Parallel decision of the parts of a history, as far as the verdict needs them. The calling thread and workers of the
 * common pool each take the next remaining part.
 *
 * <p>First, methods without search are tried on each part. If these methods find no violation, the undecided parts are
 * searched in rounds: in each round, every undecided part is searched anew, for {@value #GROWTH} times as many steps as
 * before. So a part that is refuted soon does not wait for one that takes long, and the lost work is a small share. The
 * last undecided part is searched without a limit of steps. A violation in one part ends the search of all later parts,
 * and of all rounds. The decided parts, and the methods that decide them, do not depend on thread scheduling, as long
 * as the budget suffices.
 */
public final class ParallelDecisions {

    /** Smallest number of calls that is worth sharing with other threads. */
    private static final int MIN_CALLS_TO_SHARE = 2_000;

    /** Steps of the first round, which suffice for most parts. */
    private static final long FIRST_STEPS = 32_000;

    private static final long FIRST_STEPS_PER_CALL = 8;
    private static final int GROWTH = 8;

    private final List<Calls> parts;
    private final Meter budget;
    private final Decision[] decisions;
    private final boolean[] isSearched;
    private final int helpers;
    private final AtomicInteger firstViolation = new AtomicInteger(Integer.MAX_VALUE);

    private ParallelDecisions(List<Calls> parts, Meter budget) {
        this.parts = parts;
        this.budget = budget;
        this.decisions = new Decision[parts.size()];
        this.isSearched = new boolean[parts.size()];
        int calls = 0;
        for (Calls part : parts) {
            calls += part.size();
        }
        int threads = ForkJoinPool.commonPool().getParallelism() + 1;
        this.helpers = calls < MIN_CALLS_TO_SHARE ? 0 : Math.min(parts.size(), threads) - 1;
    }

    /** Returns the decisions in the order of the parts; parts that the verdict does not need are unknown. */
    public static List<Decision> decide(List<Calls> parts, Meter budget) {
        ParallelDecisions work = new ParallelDecisions(parts, budget);
        work.forEachPart(work::decideWithoutSearch);
        for (long factor = 1; work.undecided() > 0; factor *= GROWTH) {
            long steps = work.undecided() == 1 ? Portfolio.UNLIMITED : factor;
            work.forEachPart(part -> work.search(part, steps));
        }
        work.leaveRest();
        return Arrays.asList(work.decisions);
    }

    private void forEachPart(IntConsumer decide) {
        AtomicInteger next = new AtomicInteger();
        Runnable takeParts = () -> {
            for (int i = next.getAndIncrement(); i < decisions.length; i = next.getAndIncrement()) {
                decide.accept(i);
            }
        };
        List<ForkJoinTask<?>> others = new ArrayList<>(helpers);
        for (int i = 0; i < helpers; i++) {
            others.add(ForkJoinPool.commonPool().submit(takeParts));
        }
        takeParts.run();
        others.forEach(ForkJoinTask::join);
    }

    private void decideWithoutSearch(int part) {
        decisions[part] = Portfolio.decideWithoutSearch(parts.get(part), budget).orElse(null);
        noteViolation(part);
    }

    /** Returns the number of parts that the verdict still needs; none if there is a violation. */
    private int undecided() {
        int count = 0;
        for (Decision decision : decisions) {
            count += decision == null ? 1 : 0;
        }
        return firstViolation.get() == Integer.MAX_VALUE ? count : 0;
    }

    private void search(int part, long factor) {
        if (decisions[part] == null && part < firstViolation.get()) {
            isSearched[part] = true;
            Calls calls = parts.get(part);
            Meter whileNeeded = budget.unless(() -> firstViolation.get() < part);
            long steps = factor == Portfolio.UNLIMITED
                    ? factor
                    : factor * Math.max(FIRST_STEPS, FIRST_STEPS_PER_CALL * calls.size());
            decisions[part] = Portfolio.searchFor(calls, steps, whileNeeded).orElse(null);
            noteViolation(part);
        }
    }

    private void noteViolation(int part) {
        if (decisions[part] != null && decisions[part].validity() == Validity.VIOLATION) {
            firstViolation.accumulateAndGet(part, Math::min);
        }
    }

    /** Locates the first violation, and discards decisions about later parts, which depend on thread scheduling. */
    private void leaveRest() {
        int first = firstViolation.get();
        for (int i = 0; i < decisions.length; i++) {
            if (decisions[i] == null || isSearched[i] && i > first) {
                decisions[i] = Decision.notNeeded();
            } else if (i == first) {
                decisions[i] = Portfolio.located(decisions[i], parts.get(i), budget);
            }
        }
    }
}
