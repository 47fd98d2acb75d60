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
final class NemesisDriver {

    private static final List<Integer> ONE_THREAD = List.of(0);

    private final Timeline timeline;
    private final Surroundings surroundings;
    private final HistoryLog log;
    private final Nemesis nemesis;
    private Generator schedule;
    private boolean stopped;

    NemesisDriver(
            NemesisPackage family,
            Surroundings surroundings,
            Timeline timeline,
            HistoryLog log,
            Experiment experiment) {
        this.timeline = timeline;
        this.surroundings = surroundings;
        this.log = log;
        this.nemesis = family.create(surroundings);
        this.schedule = family.schedule(experiment.nemesisIntervalNanos());
    }

    /** Does what is due, and comes back when the next is. */
    void advance() {
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

    void stopAndHeal() {
        stopped = true;
        nemesis.heal();
    }

    Bite bite() {
        return nemesis.bite();
    }
}
