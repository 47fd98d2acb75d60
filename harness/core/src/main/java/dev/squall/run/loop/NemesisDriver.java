package dev.squall.run.loop;

import dev.squall.fault.Bite;
import dev.squall.fault.Nemesis;
import dev.squall.fault.NemesisPackage;
import dev.squall.fault.Surroundings;
import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Step;
import java.util.List;

/**
 * Runs the schedule of one family of faults during the safety phase. As long as the family has not bitten, its faults
 * follow one another without a calm: one without effect, such as a pause when all nodes were down, was a calm itself,
 * and a run whose faults strike only now and then should not end before each family has had its effect.
 */
final class NemesisDriver implements FaultDriver {

    private static final List<Integer> ONE_THREAD = List.of(0);
    private static final long NOT_SCHEDULED = Long.MAX_VALUE;

    private final NemesisPackage family;
    private final Surroundings surroundings;
    private final HistoryLog log;
    private final long intervalNanos;
    private final Nemesis nemesis;
    private Generator schedule;
    private long wakeNanos = NOT_SCHEDULED;
    private boolean stopped;

    /**
     * @param intervalNanos about how long a fault, and a calm, lasts
     */
    NemesisDriver(NemesisPackage family, Surroundings surroundings, HistoryLog log, long intervalNanos) {
        this.family = family;
        this.surroundings = surroundings;
        this.log = log;
        this.intervalNanos = intervalNanos;
        this.nemesis = family.create(surroundings);
        this.schedule = family.schedule(intervalNanos);
    }

    @Override
    public void begin() {
        advance();
    }

    /** Does what is due, and comes back when the next is. */
    private void advance() {
        while (!stopped) {
            long now = surroundings.timeline().nowNanos();
            Context context = new Context(now, ONE_THREAD, ONE_THREAD, surroundings.random());
            Step step = schedule.next(context);
            if (step instanceof Step.Emit emit) {
                schedule = emit.rest();
                invoke(emit.call());
            } else if (step instanceof Step.Later later) {
                schedule = later.rest();
                wakeAt(later.timeNanos());
                return;
            } else {
                return;
            }
        }
    }

    private void invoke(Call call) {
        String function = call.function();
        log.addNemesis(function, call.value());
        nemesis.invoke(function, call.value(), seen -> {
            log.addNemesis(function, seen);
            if (function.equals(family.stopFunction()) && !nemesis.bite().hasBitten()) {
                schedule = family.scheduleAtOnce(intervalNanos);
                wakeAt(surroundings.timeline().nowNanos());
            }
        });
    }

    private void wakeAt(long timeNanos) {
        if (timeNanos < wakeNanos) {
            wakeNanos = timeNanos;
            surroundings.timeline().schedule(timeNanos, this::wake);
        }
    }

    private void wake() {
        if (surroundings.timeline().nowNanos() >= wakeNanos) {
            wakeNanos = NOT_SCHEDULED;
            advance();
        }
    }

    @Override
    public void stopAndHeal() {
        stopped = true;
        nemesis.heal();
    }

    @Override
    public List<Bite> bites() {
        return List.of(nemesis.bite());
    }
}
