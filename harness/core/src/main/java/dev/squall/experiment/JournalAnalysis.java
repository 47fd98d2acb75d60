package dev.squall.experiment;

import dev.squall.check.Verdict;
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

    /**
     * A life of a node was ended by a kill; all its facts have been told.
     *
     * @param life 0 for the node's first life, 1 after its first restart, and so on
     */
    default void onLifeEnd(long timeNanos, String nodeId, int life) {}

    /**
     * The run has come to its end; no more facts come. Not called if it was interrupted.
     *
     * @param healedNanos since when every node was up and nothing failed any more: a system that has recovered has done
     *     by now what it owed then
     */
    default void onEnd(long healedNanos) {}

    /** What the facts so far show. */
    List<Verdict> verdicts();

    /** The node that the facts so far show as primary, if any. */
    Optional<String> primary();
}
