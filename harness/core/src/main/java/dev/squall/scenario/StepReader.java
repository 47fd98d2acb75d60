package dev.squall.scenario;

import dev.squall.experiment.Experiment;
import dev.squall.fault.Fault;
import dev.squall.fault.FaultCodec;
import dev.squall.fault.FaultFamily;
import dev.squall.fault.FaultFields;
import dev.squall.fault.PacketFault;
import dev.squall.run.loop.Script.ScriptedFault;
import dev.squall.run.loop.Script.ScriptedOperation;
import java.util.List;
import java.util.Map;

/**
 * Reader of the steps of one scenario.
 *
 * @param clients node of each client, by the client's number
 */
record StepReader(Experiment experiment, List<String> clients) {

    private static final long MILLISECOND_NANOS = 1_000_000L;

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
        try {
            Fault fault = FaultCodec.fromScenario(new StepFields(step, experiment.nodeIds()))
                    .orElseThrow(() -> step.failure("it has neither client nor a fault; expected one of client, "
                            + FaultFamily.joined(List.of(FaultFamily.values()))));
            if (fault instanceof PacketFault packets) {
                packets.requireOnMessages();
            }
            return fault;
        } catch (IllegalArgumentException e) {
            throw step.failure(e.getMessage());
        }
    }

    /** Fields of a step; the nodes that they name must be nodes of the experiment. */
    private record StepFields(Fields step, List<String> nodes) implements FaultFields {

        @Override
        public boolean has(String name) {
            return step.has(name);
        }

        @Override
        public String node(String name) {
            return step.oneOf(name, nodes);
        }

        @Override
        public String word(String name, List<String> words) {
            return step.has(name) ? step.oneOf(name, words) : words.get(0);
        }

        @Override
        public long whole(String name, long otherwise) {
            return step.whole(name, otherwise);
        }

        @Override
        public long millis(String name, long otherwiseNanos) {
            return step.has(name) ? step.signedNanos(name) : otherwiseNanos;
        }

        @Override
        public boolean flag(String name) {
            return step.flag(name, false);
        }

        @Override
        public Map<String, List<String>> links(String name) {
            return step.has(name) ? step.links(name, nodes) : Map.of();
        }
    }
}
