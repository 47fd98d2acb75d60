package dev.squall.run.loop;

import dev.squall.experiment.Experiment;
import dev.squall.fault.Fault;
import dev.squall.workload.Workload;
import java.util.List;
import java.util.Objects;

/**
 * Safety phase that was written down: who does what, and which faults strike, all at given times since the run began.
 * In a world whose nodes take real time to start, times count since the nodes were up.
 *
 * @param clients for each client thread, the node that it asks after the safety phase
 * @param operations in the order of their times
 * @param faults in the order of their times
 * @param hasLivenessPhase whether all is healed in the end, the nodes must serve again, and final reads are taken
 */
public record Script(
        List<String> clients,
        List<ScriptedOperation> operations,
        List<ScriptedFault> faults,
        boolean hasLivenessPhase) {

    public Script {
        clients = List.copyOf(clients);
        operations = List.copyOf(operations);
        faults = List.copyOf(faults);
        for (ScriptedOperation operation : operations) {
            if (operation.client() < 0 || operation.client() >= clients.size()) {
                throw new IllegalArgumentException("an operation is of client " + operation.client()
                        + "; expected one of 0 to " + (clients.size() - 1));
            }
        }
    }

    /**
     * Checks before a run that this script fits.
     *
     * @throws IllegalArgumentException if it does not fit the experiment; the message is one sentence
     */
    public void requireFit(Experiment experiment, Workload workload) {
        new ScriptedPlan(experiment, this, workload.client());
    }

    /** Returns this script with everything so much later. */
    Script later(long nanos) {
        return new Script(
                clients,
                operations.stream().map(operation -> operation.later(nanos)).toList(),
                faults.stream().map(fault -> fault.later(nanos)).toList(),
                hasLivenessPhase);
    }

    /**
     * An operation that a client begins at a time, or as soon as it has completed the one before.
     *
     * @param client a number of a client thread
     * @param node that is asked; not always the client's own
     * @param value as EDN data
     */
    public record ScriptedOperation(long atNanos, int client, String node, String function, Object value) {

        public ScriptedOperation {
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(function, "function");
        }

        private ScriptedOperation later(long nanos) {
            return new ScriptedOperation(atNanos + nanos, client, node, function, value);
        }
    }

    /**
     * A fault that is in force from a time until another.
     *
     * @param untilNanos when it is undone; {@link Long#MAX_VALUE} for the end of the safety phase
     */
    public record ScriptedFault(long atNanos, long untilNanos, Fault fault) {

        public ScriptedFault {
            Objects.requireNonNull(fault, "fault");
            if (untilNanos < atNanos) {
                throw new IllegalArgumentException(
                        "a fault ends at " + untilNanos + " ns, before it begins at " + atNanos + " ns");
            }
        }

        private ScriptedFault later(long nanos) {
            return new ScriptedFault(
                    atNanos + nanos, untilNanos == Long.MAX_VALUE ? untilNanos : untilNanos + nanos, fault);
        }
    }
}
