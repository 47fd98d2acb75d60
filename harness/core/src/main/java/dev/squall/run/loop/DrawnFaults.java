package dev.squall.run.loop;

import dev.squall.fault.Evidence;
import dev.squall.fault.FaultContext;
import dev.squall.fault.FaultFamily;
import dev.squall.fault.Nemesis;
import dev.squall.fault.Strike;
import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Step;
import dev.squall.run.loop.Script.ScriptedFault;
import java.util.List;

/**
 * Driver of one fault family's randomly drawn faults during the safety phase. A fault family repeats without pause
 * until one of its faults takes effect. A fault without effect, such as a pause when all nodes were down, counts as a
 * calm. Without these repetitions, a short run might end before each family has had an effect.
 */
final class DrawnFaults implements FaultDriver {

    private static final List<Integer> ONE_THREAD = List.of(0);
    private static final long NOT_SCHEDULED = Long.MAX_VALUE;

    private final FaultFamily family;
    private final FaultContext context;
    private final long intervalNanos;
    private final Nemesis nemesis;
    private Generator schedule;
    private long wakeNanos = NOT_SCHEDULED;
    private boolean isStopped;

    /** @param intervalNanos approximate duration of each fault and of each calm */
    DrawnFaults(FaultFamily family, FaultContext context, HistoryLog log, long intervalNanos) {
        this.family = family;
        this.context = context;
        this.intervalNanos = intervalNanos;
        this.nemesis = new Nemesis(family, context, log::addNemesis);
        this.schedule = family.schedule(intervalNanos, nemesis::draw);
    }

    @Override
    public void begin() {
        advance();
    }

    /** Performs the steps of the schedule that are due, and schedules the next one. */
    private void advance() {
        while (!isStopped) {
            long now = context.timeline().nowNanos();
            Step step = schedule.next(new Context(now, ONE_THREAD, ONE_THREAD, context.random()));
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
        if (call.value() instanceof Strike strike) {
            nemesis.strike(strike, () -> {});
            return;
        }
        nemesis.stop(() -> {
            if (!nemesis.hasHadEffect()) {
                schedule = family.scheduleAtOnce(intervalNanos, nemesis::draw);
                wakeAt(context.timeline().nowNanos());
            }
        });
    }

    private void wakeAt(long timeNanos) {
        if (timeNanos < wakeNanos) {
            wakeNanos = timeNanos;
            context.timeline().schedule(timeNanos, this::wake);
        }
    }

    private void wake() {
        if (context.timeline().nowNanos() >= wakeNanos) {
            wakeNanos = NOT_SCHEDULED;
            advance();
        }
    }

    @Override
    public void stopAndHeal() {
        isStopped = true;
        nemesis.heal();
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(nemesis.evidence());
    }

    @Override
    public List<ScriptedFault> injected() {
        return nemesis.injected().stream()
                .map(it -> new ScriptedFault(it.fromNanos(), it.untilNanos(), it.fault()))
                .toList();
    }
}
