package dev.squall.scenario;

import dev.squall.experiment.Experiment;
import dev.squall.fault.Fault;
import dev.squall.run.loop.Script.ScriptedFault;
import dev.squall.run.loop.Script.ScriptedOperation;
import dev.squall.world.StorageFault;
import dev.squall.world.WriteLoss;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the steps of one scenario.
 *
 * @param clients the node of each
 */
record StepReader(Experiment experiment, List<String> clients) {

    private static final long MILLISECOND_NANOS = 1_000_000L;
    private static final int PER_CENT_MAX = 100;

    ScriptedOperation operation(Fields step) {
        int client = step.count("client", 0);
        if (client >= clients.size()) {
            throw step.wrong("client", client, "a number from 0 to " + (clients.size() - 1));
        }
        long at = step.nanos("at-ms");
        if (at >= experiment.timeLimitMillis() * MILLISECOND_NANOS) {
            throw step.failure("its at-ms is not within the scenario's duration-ms of " + experiment.timeLimitMillis()
                    + "; expected an earlier time, or a longer duration");
        }
        String asks = step.has("asks") ? step.oneOf("asks", experiment.nodeIds()) : clients.get(client);
        return new ScriptedOperation(at, client, asks, step.text("does"), step.data("value"));
    }

    ScriptedFault fault(Fields step) {
        long at = step.nanos("at-ms");
        long until = step.nanos("until-ms", Long.MAX_VALUE);
        Fault fault = whichFault(step);
        if (until < at) {
            throw step.failure("its until-ms is before its at-ms; expected it not to be");
        }
        return new ScriptedFault(at, until, fault);
    }

    private Fault whichFault(Fields step) {
        List<String> nodes = experiment.nodeIds();
        if (step.has("cut")) {
            return new Fault.Cut(step.links("cut", nodes));
        } else if (step.has("packets")) {
            return packets(step);
        } else if (step.has("down")) {
            return new Fault.Down(step.oneOf("down", nodes), writes(step), step.flag("at-next-sync", false));
        } else if (step.has("paused")) {
            return new Fault.Paused(step.oneOf("paused", nodes));
        } else if (step.has("skewed")) {
            long offset = step.has("offset-ms") ? step.signedNanos("offset-ms") : 0;
            return new Fault.Skewed(step.oneOf("skewed", nodes), offset, step.whole("drift-ppb", 0));
        }
        for (StorageFault kind : StorageFault.values()) {
            String word = new Fault.BadStorage("", kind).family().faultName();
            if (step.has(word)) {
                return new Fault.BadStorage(step.oneOf(word, nodes), kind);
            }
        }
        throw step.failure("it has neither client nor a fault; expected one of client, cut, packets, down, paused,"
                + " skewed, bit-flip, full-disk");
    }

    private static WriteLoss writes(Fields step) {
        List<String> words = List.of(ScenarioWriter.KEPT, "lost", "torn");
        String writes = step.has("writes") ? step.oneOf("writes", words) : ScenarioWriter.KEPT;
        return writes.equals(ScenarioWriter.KEPT) ? WriteLoss.NONE : WriteLoss.valueOf(writes.toUpperCase(Locale.ROOT));
    }

    private Fault packets(Fields step) {
        int perCent = step.count("per-cent", PER_CENT_MAX);
        if (perCent > PER_CENT_MAX) {
            throw step.wrong("per-cent", perCent, "at most " + PER_CENT_MAX);
        }
        long delayNanos = step.nanos("delay-ms", MILLISECOND_NANOS);
        if (delayNanos < 1) {
            throw step.wrong("delay-ms", delayNanos, "some delay");
        }
        Map<String, List<String>> links = step.has("links") ? step.links("links", experiment.nodeIds()) : Map.of();
        Fault.PacketFault kind = step.choice("packets", Fault.PacketFault.class, null);
        return new Fault.Packets(kind, perCent, delayNanos, step.whole("seed", 0), links);
    }
}
