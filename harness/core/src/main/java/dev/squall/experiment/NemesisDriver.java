package dev.squall.experiment;

import dev.squall.cluster.Timeline;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Step;
import dev.squall.nemesis.Bite;
import dev.squall.nemesis.Nemesis;
import dev.squall.nemesis.NemesisPackage;
import dev.squall.nemesis.Surroundings;
import java.util.List;

/** Runs the schedule of one family of faults during the safety phase. */
final class NemesisDriver implements FaultDriver {

    private static final List<Integer> ONE_THREAD = List.of(0);

    private final Surroundings surroundings;
    private final HistoryLog log;
    private final Nemesis nemesis;
    private Generator schedule;
    private boolean stopped;

    /**
     * @param intervalNanos about how long a fault, and a calm, lasts
     */
    NemesisDriver(NemesisPackage family, Surroundings surroundings, HistoryLog log, long intervalNanos) {
        this.surroundings = surroundings;
        this.log = log;
        this.nemesis = family.create(surroundings);
        this.schedule = family.schedule(intervalNanos);
    }

    @Override
    public void begin() {
        advance();
    }

    /** Does what is due, and comes back when the next is. */
    private void advance() {
        Timeline timeline = surroundings.timeline();
        while (!stopped) {
            Context context = new Context(timeline.nowNanos(), ONE_THREAD, ONE_THREAD, surroundings.random());
            Step step = schedule.next(context);
            if (step instanceof Step.Emit emit) {
                schedule = emit.rest();
                String function = emit.call().function();
                log.addNemesis(function, emit.call().value());
                nemesis.invoke(function, emit.call().value(), seen -> log.addNemesis(function, seen));
            } else if (step instanceof Step.Later later) {
                schedule = later.rest();
                timeline.schedule(later.timeNanos(), this::advance);
                return;
            } else {
                return;
            }
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
