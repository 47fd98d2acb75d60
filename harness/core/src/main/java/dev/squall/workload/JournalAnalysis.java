package dev.squall.workload;

import dev.squall.check.Verdict;
import dev.squall.history.Operation;
import dev.squall.node.Fact;
import java.util.List;
import java.util.Optional;

/** Reads the facts that nodes note, as they are noted, and says what follows from them. One for each run. */
public interface JournalAnalysis {

    /** For systems whose journals say nothing that is checked. */
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

    /** A node noted a fact. Facts come in the order in which they were noted. */
    void onFact(long timeNanos, String nodeId, int life, Fact fact);

    /** An operation of the history was recorded. It may contradict a journal that lacks something. */
    default void onOperation(Operation operation) {}

    /**
     * A life of a node has ended; no more of its facts come.
     *
     * @param life 0 for the node's first life, 1 after its first restart, and so on
     * @param whole whether all that it noted has been told. If not, what it did last may be missing: what it stored, or
     *     handed to what stands on it. What it sent is not missing, as a message leaves a node after what was noted
     *     before it. A verdict must then not rest on the absence of a fact of that life
     */
    default void onLifeEnd(long timeNanos, String nodeId, int life, boolean whole) {}

    /**
     * The run has come to its end; no more facts come. Not called if it was interrupted.
     *
     * @param healedNanos since when every node was up and nothing failed any more: a system that has recovered has done
     *     by now what it owed then
     */
    default void onEnd(long healedNanos) {}

    /** Returns the verdicts that the facts so far show. A property without any fact has no verdict here. */
    List<Verdict> verdicts();

    /** The node that the facts so far show as primary, if any. */
    Optional<String> primary();
}
