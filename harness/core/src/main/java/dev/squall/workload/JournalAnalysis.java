package dev.squall.workload;

import dev.squall.check.Verdict;
import dev.squall.history.Operation;
import dev.squall.node.Fact;
import java.util.List;
import java.util.Optional;

/** Analysis of the facts that nodes note during a run, and its verdicts. Each run has its own instance. */
public interface JournalAnalysis {

    /** Analysis for systems whose journals are not checked. */
    JournalAnalysis NONE = new JournalAnalysis() {
        @Override
        public void onFact(long timeNanos, String nodeId, int life, Fact fact) {}

        @Override
        public List<Verdict> verdicts() {
            return List.of();
        }

        @Override
        public Optional<String> primary() {
            return Optional.empty();
        }
    };

    /** Takes the next fact of a node, in the order in which facts were noted. */
    void onFact(long timeNanos, String nodeId, int life, Fact fact);

    /**
     * Takes an operation that was recorded in the history. The operation may contradict a journal that lacks a fact.
     */
    default void onOperation(Operation operation) {}

    /**
     * Notes that a life of a node has ended; no more facts of this life follow.
     *
     * @param life number of the node's life: 0 for the first, 1 after the first restart, and so on
     * @param whole true if all facts of this life were reported. If {@code whole} is false, the last facts of the life
     *     may be missing, such as a write to storage or a delivery to the layer above. No message left the node after a
     *     missing fact. A verdict must then not depend on the absence of a fact of this life
     */
    default void onLifeEnd(long timeNanos, String nodeId, int life, boolean whole) {}

    /**
     * Notes that the run has ended; no more facts follow. Not called if the run was interrupted.
     *
     * @param healedNanos time since which all nodes are up without faults; a system that recovers has done its pending
     *     work by now
     */
    default void onEnd(long healedNanos) {}

    /** Returns the verdicts that follow from the facts so far. A property without any fact has no verdict. */
    List<Verdict> verdicts();

    /** Returns the primary according to the facts so far, if any. */
    Optional<String> primary();
}
