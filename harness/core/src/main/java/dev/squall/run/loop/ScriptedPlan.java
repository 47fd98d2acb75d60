package dev.squall.run.loop;

import dev.squall.client.Client;
import dev.squall.experiment.Experiment;
import dev.squall.fault.FaultContext;
import dev.squall.generator.Call;
import dev.squall.generator.Generator;
import dev.squall.run.loop.Script.ScriptedOperation;
import java.util.ArrayList;
import java.util.List;

/** Plan of a scripted run. */
final class ScriptedPlan implements Plan {

    private final Experiment experiment;
    private final Script script;
    private final Client client;

    /**
     * @param client client that sends the requests to the nodes that the script names
     * @throws IllegalArgumentException if the script does not fit the experiment: another number of clients, an unknown
     *     node, or an operation that the client does not support
     */
    ScriptedPlan(Experiment experiment, Script script, Client client) {
        if (script.clients().size() != experiment.concurrency()) {
            throw new IllegalArgumentException(
                    "the script has " + script.clients().size() + " clients, the experiment a concurrency of "
                            + experiment.concurrency());
        }
        List<String> named = new ArrayList<>(script.clients());
        script.operations().forEach(operation -> named.add(operation.node()));
        script.faults().forEach(scripted -> named.addAll(scripted.fault().nodes()));
        named.removeAll(experiment.nodeIds());
        if (!named.isEmpty()) {
            throw new IllegalArgumentException(
                    "the script names " + named.get(0) + "; expected one of " + experiment.nodeIds());
        }
        script.operations().forEach(operation -> requireUnderstood(operation, experiment, client));
        this.experiment = experiment;
        this.script = script;
        this.client = PlacedClient.of(script, client);
    }

    /** Checks that the client supports an operation, since a script may contain any operation. */
    private static void requireUnderstood(ScriptedOperation operation, Experiment experiment, Client client) {
        try {
            client.request(new Call(operation.client(), operation.function(), operation.value()));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "the workload " + experiment.workload() + " has no operation " + operation.function() + " of "
                            + operation.value() + "; see the scenarios that it is used in",
                    e);
        }
    }

    @Override
    public Client client() {
        return client;
    }

    @Override
    public Generator operations(long beginNanos) {
        return ScriptedCalls.of(script.later(originNanos(beginNanos)), beginNanos + experiment.timeLimitNanos());
    }

    @Override
    public List<FaultDriver> faults(FaultSite site) {
        FaultContext context = new FaultContext(
                site.world().cluster(),
                site.world().timeline(),
                experiment.randomSeed().stream("nemesis"),
                site.primary());
        return List.of(new ScriptedFaults(
                () -> script.later(originNanos(context.timeline().nowNanos())).faults(), context, site.log()));
    }

    /** Returns the time from which the times of the script count. */
    private long originNanos(long beginNanos) {
        return experiment.world().isVirtual() ? 0 : beginNanos;
    }

    @Override
    public boolean hasLivenessPhase() {
        return script.hasLivenessPhase();
    }

    @Override
    public boolean isScripted() {
        return true;
    }
}
