package dev.squall.run.loop;

import dev.squall.experiment.Experiment;
import dev.squall.fault.Fault;
import dev.squall.workload.Workload;
import java.util.List;
import java.util.Objects;

/**
 * Script of a safety phase: the operations of each client, and the faults, all with their times since the run began. In
 * real-time worlds the times count from the moment at which all nodes are up.
 *
 * @param clients for each client thread, the node that it sends requests to after the safety phase
 * @param operations the operations, in the order of their times
 * @param faults the faults, in the order of their times
 * @param hasLivenessPhase true if healing, a liveness phase and final reads follow the safety phase
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
     * Checks, before a run, that this script fits an experiment.
     *
     * @throws IllegalArgumentException if the script does not fit the experiment; the message is one sentence
     */
    public void requireFit(Experiment experiment, Workload workload) {
        new ScriptedPlan(experiment, this, workload.client());
    }

    /** Returns this script with all times increased by a duration. */
    Script later(long nanos) {
        return new Script(
                clients,
                operations.stream().map(operation -> operation.later(nanos)).toList(),
                faults.stream().map(fault -> fault.later(nanos)).toList(),
                hasLivenessPhase);
    }

    /**
     * An operation that a client begins at a given time, or as soon as its previous operation is completed.
     *
     * @param client number of the client thread
     * @param node the node that receives the request; may differ from the client's usual node
     * @param value argument of the operation, as EDN data
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
     * A fault that is in force between two times.
     *
     * @param untilNanos time at which the fault is undone; {@link Long#MAX_VALUE} for the end of the safety phase
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
