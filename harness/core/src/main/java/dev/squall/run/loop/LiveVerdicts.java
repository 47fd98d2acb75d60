package dev.squall.run.loop;

import dev.squall.check.Verdict;
import dev.squall.experiment.Experiment;
import dev.squall.generator.Generator;
import dev.squall.history.Operation;
import dev.squall.node.Fact;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.JournalAnalysis;
import dev.squall.workload.Workload;
import dev.squall.world.WorldException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Verdicts on what only a running cluster shows: the journals of its nodes, and its recovery. The run loop tells what
 * happens; so does a reader of a kept run, whose verdicts are then the same. One thread.
 */
public final class LiveVerdicts {

    private final JournalAnalysis analysis;
    private final Recovery recovery;
    private OptionalLong healedNanos = OptionalLong.empty();
    private boolean hasFacts;

    public LiveVerdicts(Experiment experiment, SystemUnderTest system, Workload workload) {
        JournalAnalysis own = system.journalAnalysis().apply(experiment.nodeIds());
        analysis = own == JournalAnalysis.NONE ? workload.journalAnalysis(experiment.nodeIds()) : own;
        recovery = new Recovery(experiment, workload.probe());
    }

    JournalAnalysis analysis() {
        return analysis;
    }

    /** Returns the probes of the liveness phase, whose beginning was told before. */
    Generator probes() {
        return recovery.probes();
    }

    /**
     * Takes a fact.
     *
     * @throws WorldException if the fact contradicts itself or an earlier fact
     */
    public void onFact(long timeNanos, String nodeId, int life, Fact fact) {
        hasFacts = true;
        try {
            analysis.onFact(timeNanos, nodeId, life, fact);
        } catch (IllegalArgumentException e) {
            throw new WorldException("node " + nodeId + " noted a fact that cannot be: " + e.getMessage(), e);
        }
    }

    /** Takes the end of a node's life, as {@link JournalAnalysis#onLifeEnd} does. */
    public void onLifeEnd(long timeNanos, String nodeId, int life, boolean whole) {
        analysis.onLifeEnd(timeNanos, nodeId, life, whole);
    }

    /** Takes the next operation of the history. */
    public void onOperation(Operation operation) {
        analysis.onOperation(operation);
        recovery.onOperation(operation);
    }

    /** Takes the end of a run that had a liveness phase, as {@link JournalAnalysis#onEnd} does. */
    public void onEnd(long timeHealedNanos) {
        healedNanos = OptionalLong.of(timeHealedNanos);
        analysis.onEnd(timeHealedNanos);
    }

    /** Returns the argument of {@link #onEnd}; empty if it was not called. */
    OptionalLong healedNanos() {
        return healedNanos;
    }

    /** Returns the verdicts; none on recovery unless the run came to the end of its liveness phase. */
    public List<Verdict> verdicts() {
        List<Verdict> verdicts = new ArrayList<>();
        if (hasFacts) {
            // Journals that say nothing break no property, and keep none.
            verdicts.addAll(analysis.verdicts());
        }
        if (healedNanos.isPresent()) {
            verdicts.add(recovery.verdict());
        }
        return verdicts;
    }

    /** Returns the names of properties that journals were to show, if no node noted a fact. */
    public List<String> unjudged() {
        return hasFacts
                ? List.of()
                : analysis.verdicts().stream().map(Verdict::checker).toList();
    }
}
