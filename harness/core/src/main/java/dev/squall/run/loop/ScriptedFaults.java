package dev.squall.run.loop;

import dev.squall.fault.ActiveFault;
import dev.squall.fault.Evidence;
import dev.squall.fault.FaultContext;
import dev.squall.fault.FaultFamily;
import dev.squall.fault.Nemesis;
import dev.squall.run.loop.Script.ScriptedFault;
import dev.squall.world.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Driver of the faults of a script. */
final class ScriptedFaults implements FaultDriver {

    /** A fault of the script, and the injected fault; the latter is empty before the injection. */
    private static final class Strike {

        private final ScriptedFault scripted;
        private Optional<ActiveFault> active = Optional.empty();

        Strike(ScriptedFault scripted) {
            this.scripted = scripted;
        }
    }

    private record Event(long atNanos, boolean begins, Strike strike) {}

    private final Supplier<List<ScriptedFault>> script;
    private final FaultContext context;
    private final HistoryLog log;
    /** Injectors of faults by family, in the order of families, which is the order of healing. */
    private final Map<FaultFamily, Nemesis> nemeses = new EnumMap<>(FaultFamily.class);

    private boolean stopped;

    /** @param script returns the faults with their times, called when the safety phase begins */
    ScriptedFaults(Supplier<List<ScriptedFault>> script, FaultContext context, HistoryLog log) {
        this.script = script;
        this.context = context;
        this.log = log;
    }

    /** Schedules the beginnings and ends of all faults; at the same time, ends come before beginnings. */
    @Override
    public void begin() {
        List<Event> events = new ArrayList<>();
        for (ScriptedFault fault : script.get()) {
            Strike strike = new Strike(fault);
            nemeses.computeIfAbsent(fault.fault().family(), family -> {
                family.requirePossibleOn(context.cluster());
                return new Nemesis(family, context, log::addNemesis);
            });
            events.add(new Event(fault.atNanos(), true, strike));
            if (fault.untilNanos() < Long.MAX_VALUE) {
                events.add(new Event(fault.untilNanos(), false, strike));
            }
        }
        events.sort(Comparator.comparingLong(Event::atNanos).thenComparing(Event::begins));
        Timeline timeline = context.timeline();
        for (Event event : events) {
            timeline.schedule(event.atNanos(), () -> {
                if (!stopped && event.begins()) {
                    inject(event.strike());
                } else if (!stopped) {
                    event.strike().active.ifPresent(nemesisOf(event.strike())::undo);
                }
            });
        }
    }

    private Nemesis nemesisOf(Strike strike) {
        return nemeses.get(strike.scripted.fault().family());
    }

    private void inject(Strike strike) {
        strike.active = nemesisOf(strike).injectChosen(strike.scripted.fault(), () -> {});
    }

    /** Heals the families in the same order as in drawn runs: a paused node may resume before its links are healed. */
    @Override
    public void stopAndHeal() {
        stopped = true;
        nemeses.values().forEach(Nemesis::heal);
    }

    @Override
    public List<Evidence> evidence() {
        return nemeses.values().stream().map(Nemesis::evidence).toList();
    }

    @Override
    public List<ScriptedFault> injected() {
        return nemeses.values().stream()
                .flatMap(nemesis -> nemesis.injected().stream())
                .map(it -> new ScriptedFault(it.fromNanos(), it.untilNanos(), it.fault()))
                .toList();
    }
}
