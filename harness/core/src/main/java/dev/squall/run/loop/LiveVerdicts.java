package dev.squall.run.loop;

import dev.squall.check.Verdict;
import dev.squall.experiment.Experiment;
import dev.squall.generator.Generator;
import dev.squall.history.Operation;
import dev.squall.node.Fact;
import dev.squall.run.novelty.AbstractStates;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.JournalAnalysis;
import dev.squall.workload.Workload;
import dev.squall.world.WorldException;
import dev.squall.world.realtime.NodeEnded;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Verdicts that need a running cluster: on the journals of its nodes, and on its recovery. The run loop passes events
 * to this class; a reader of a saved run passes the same events and gets the same verdicts. Not thread-safe.
 */
public final class LiveVerdicts {

    private final JournalAnalysis analysis;
    private final Recovery recovery;
    private final boolean requiresFacts;
    private final MalformedReplies malformed = new MalformedReplies();
    private final NodeEnds ends = new NodeEnds();
    private final AbstractStates states = new AbstractStates();
    private OptionalLong healedNanos = OptionalLong.empty();
    private boolean hasFacts;

    public LiveVerdicts(Experiment experiment, SystemUnderTest system, Workload workload) {
        JournalAnalysis own = system.journalAnalysis().apply(experiment.nodeIds());
        analysis = own == JournalAnalysis.NONE ? workload.journalAnalysis(experiment.nodeIds()) : own;
        recovery = new Recovery(experiment, workload.probe());
        requiresFacts = workload.requiresFacts();
    }

    JournalAnalysis analysis() {
        return analysis;
    }

    /** Returns the probes of the liveness phase, after its beginning was recorded. */
    Generator probes() {
        return recovery.probes();
    }

    /**
     * Takes the next fact of a node, or of the harness about a node.
     *
     * @throws WorldException if the fact contradicts itself or an earlier fact
     */
    public void onFact(long timeNanos, String nodeId, int life, Fact fact) {
        if (fact instanceof NodeEnded end) {
            ends.onEnd(timeNanos, nodeId, end);
            return;
        }
        hasFacts = true;
        states.onFact(nodeId, fact);
        try {
            analysis.onFact(timeNanos, nodeId, life, fact);
        } catch (IllegalArgumentException e) {
            throw new WorldException("node " + nodeId + " noted a fact that cannot be: " + e.getMessage(), e);
        }
    }

    /** Takes the end of a node's life, as in {@link JournalAnalysis#onLifeEnd}. */
    public void onLifeEnd(long timeNanos, String nodeId, int life, boolean whole) {
        states.onLifeEnd(nodeId);
        analysis.onLifeEnd(timeNanos, nodeId, life, whole);
    }

    /** Takes the next operation of the history. */
    public void onOperation(Operation operation) {
        states.onOperation(operation);
        if (operation.function().equals(RunLoop.BEGIN_LIVENESS_PHASE)) {
            states.onHealing();
        }
        analysis.onOperation(operation);
        recovery.onOperation(operation);
        malformed.onOperation(operation);
    }

    /** Takes the end of a run that had a liveness phase, as in {@link JournalAnalysis#onEnd}. */
    public void onEnd(long timeHealedNanos) {
        healedNanos = OptionalLong.of(timeHealedNanos);
        analysis.onEnd(timeHealedNanos);
    }

    /** Returns the argument of {@link #onEnd}; empty if the method was not called. */
    OptionalLong healedNanos() {
        return healedNanos;
    }

    /** Returns the verdicts; there is one on recovery only if the liveness phase was completed. */
    public List<Verdict> verdicts() {
        List<Verdict> verdicts = new ArrayList<>();
        ends.verdict().ifPresent(verdicts::add);
        if (hasFacts) {
            // Journals without facts give no verdict, not even a valid one.
            verdicts.addAll(analysis.verdicts());
        }
        if (healedNanos.isPresent()) {
            verdicts.add(recovery.verdict());
        }
        malformed.verdict().ifPresent(verdicts::add);
        return verdicts;
    }

    /** Returns the hashes of the abstract states that the nodes' facts and the faults showed. */
    public Set<Long> states() {
        return states.seen();
    }

    /** Returns the names of the properties that journals should show, if no node has noted a fact. */
    public List<String> unjudged() {
        return hasFacts || !requiresFacts
                ? List.of()
                : analysis.verdicts().stream().map(Verdict::checker).toList();
    }
}
