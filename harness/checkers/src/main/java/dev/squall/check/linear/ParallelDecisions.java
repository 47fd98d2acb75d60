package dev.squall.check.linear;

import dev.squall.check.Meter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;

/** Decides several parts at once: the caller and workers of the common pool each take the next one that is left. */
final class ParallelDecisions {

    /** Fewer calls than this are decided sooner than another thread wakes. */
    private static final int MIN_CALLS_TO_SHARE = 2_000;

    private final List<Calls> parts;
    private final Meter budget;
    private final Decision[] decisions;
    private final AtomicInteger next = new AtomicInteger();

    private ParallelDecisions(List<Calls> parts, Meter budget) {
        this.parts = parts;
        this.budget = budget;
        this.decisions = new Decision[parts.size()];
    }

    /** The decisions in the order of the parts. */
    static List<Decision> decide(List<Calls> parts, Meter budget) {
        ParallelDecisions work = new ParallelDecisions(parts, budget);
        int calls = parts.stream().mapToInt(Calls::size).sum();
        List<ForkJoinTask<?>> helpers = new ArrayList<>();
        if (calls >= MIN_CALLS_TO_SHARE) {
            int count = Math.min(parts.size(), ForkJoinPool.commonPool().getParallelism() + 1) - 1;
            for (int i = 0; i < count; i++) {
                helpers.add(ForkJoinPool.commonPool().submit(work::takeParts));
            }
        }
        work.takeParts();
        helpers.forEach(ForkJoinTask::join);
        return Arrays.asList(work.decisions);
    }

    private void takeParts() {
        for (int i = next.getAndIncrement(); i < parts.size(); i = next.getAndIncrement()) {
            decisions[i] = Portfolio.decide(parts.get(i), budget);
        }
    }
}
