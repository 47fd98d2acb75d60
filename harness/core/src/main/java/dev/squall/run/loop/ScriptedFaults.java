package dev.squall.run.loop;

import dev.squall.fault.Bite;
import dev.squall.fault.Fault;
import dev.squall.fault.FaultWords;
import dev.squall.fault.NemesisPackage;
import dev.squall.run.loop.Script.ScriptedFault;
import dev.squall.world.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The faults of a script. */
final class ScriptedFaults implements FaultDriver {

    /** One fault, and what it did. */
    private static final class Strike {

        private final ScriptedFault scripted;
        private Fault.InForce inForce;
        private boolean undone;

        Strike(ScriptedFault scripted) {
            this.scripted = scripted;
        }
    }

    private record Event(long atNanos, boolean begins, Strike strike) {}

    private final Supplier<List<ScriptedFault>> script;
    private final FaultSite site;
    private final List<Strike> strikes = new ArrayList<>();
    private boolean stopped;

    /** @param script tells the faults and their times when the safety phase begins */
    ScriptedFaults(Supplier<List<ScriptedFault>> script, FaultSite site) {
        this.script = script;
        this.site = site;
    }

    /** What ends at the time at which something else begins ends first. */
    @Override
    public void begin() {
        script.get().forEach(fault -> strikes.add(new Strike(fault)));
        List<Event> events = new ArrayList<>();
        for (Strike strike : strikes) {
            events.add(new Event(strike.scripted.atNanos(), true, strike));
            if (strike.scripted.untilNanos() < Long.MAX_VALUE) {
                events.add(new Event(strike.scripted.untilNanos(), false, strike));
            }
        }
        events.sort(Comparator.comparingLong(Event::atNanos).thenComparing(Event::begins));
        Timeline timeline = site.world().timeline();
        for (Event event : events) {
            timeline.schedule(event.atNanos(), () -> {
                if (!stopped && event.begins()) {
                    inject(event.strike());
                } else if (!stopped) {
                    undo(event.strike());
                }
            });
        }
    }

    private void inject(Strike strike) {
        Fault fault = strike.scripted.fault();
        site.log().addNemesis(fault.family().startFunction(), FaultWords.asData(fault));
        strike.inForce = fault.inject(site.world().cluster());
    }

    private void undo(Strike strike) {
        if (strike.inForce == null || strike.undone) {
            return;
        }
        strike.undone = true;
        strike.inForce.undo().run();
        site.log()
                .addNemesis(
                        strike.scripted.fault().family().stopFunction(), FaultWords.asData(strike.scripted.fault()));
    }

    /** Family by family, as in runs that are drawn: it matters whether a node goes on before its links are healed. */
    @Override
    public void stopAndHeal() {
        stopped = true;
        strikes.stream()
                .sorted(Comparator.comparing(strike -> strike.scripted.fault().family()))
                .forEach(this::undo);
    }

    @Override
    public List<Bite> bites() {
        Map<NemesisPackage, long[]> byFamily = new EnumMap<>(NemesisPackage.class);
        for (Strike strike : strikes) {
            long[] sums = byFamily.computeIfAbsent(strike.scripted.fault().family(), family -> new long[2]);
            sums[0]++;
            sums[1] += strike.inForce == null ? 0 : strike.inForce.bites().getAsLong();
        }
        List<Bite> bites = new ArrayList<>();
        byFamily.forEach((family, sums) -> bites.add(new Bite(
                family.faultName(), sums[0], sums[1], "scripted, " + sums[0] + " times; took effect " + sums[1])));
        return bites;
    }
}
