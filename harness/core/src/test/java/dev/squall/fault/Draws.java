package dev.squall.fault;

import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Step;
import java.util.List;
import java.util.random.RandomGenerator;

/** What the schedules of families draw. */
final class Draws {

    private static final List<Integer> ONE_THREAD = List.of(0);

    private Draws() {}

    /** The value of the first fault of a family's schedule. */
    static Object of(FaultFamily family, RandomGenerator random) {
        Generator schedule = family.schedule(1_000);
        long now = 0;
        while (true) {
            Step step = schedule.next(new Context(now, ONE_THREAD, ONE_THREAD, random));
            if (step instanceof Step.Emit emit) {
                return emit.call().value();
            }
            Step.Later later = (Step.Later) step;
            now = later.timeNanos();
            schedule = later.rest();
        }
    }
}
