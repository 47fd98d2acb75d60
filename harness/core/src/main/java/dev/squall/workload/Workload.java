package dev.squall.workload;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Verdict;
import dev.squall.client.Client;
import dev.squall.generator.Generator;
import dev.squall.history.Operation;
import dev.squall.node.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A workload: the operations of clients, and the properties that the resulting history must satisfy. Workloads are
 * stateless.
 */
public interface Workload {

    /** Returns the workload's name; Maelstrom's name where it has one, such as {@code lin-kv}. */
    String name();

    /** Returns a description of the workload in one sentence. */
    String description();

    /** Returns the message types of the workload's requests and replies. */
    Vocabulary vocabulary();

    /** Returns the client that translates the workload's operations. */
    Client client();

    /** Returns the operations of the safety phase: an endless sequence without pauses. */
    Generator generator(int concurrency);

    /** Returns one operation, preferably without effect, whose success shows that a node serves requests again. */
    Generator probe();

    /**
     * Returns the final reads, which clients make after all faults are healed.
     *
     * @param operationsSoFar the history, as a view that grows with the run
     */
    Generator finalReads(List<Operation> operationsSoFar);

    /** Returns the checkers of the properties that the history must satisfy. */
    List<Checker> checkers();

    /**
     * Returns the properties that every run of this workload must judge, by default those of the checkers; a run that
     * does not is vacuous. A workload that judges properties by the nodes' journals returns these properties, and has a
     * {@link #journalAnalysis}.
     */
    default List<Promise> promises() {
        return Promise.of(checkers());
    }

    /** Returns a new analysis of the nodes' journals, for systems without an analysis of their own. */
    default JournalAnalysis journalAnalysis(List<String> nodes) {
        return JournalAnalysis.NONE;
    }

    /**
     * Returns a new checker of the history while it is recorded, or empty if the workload has none. Every violation
     * that the online checker finds is also found by the {@linkplain #checkers() checkers}.
     *
     * @param budgetPerOperation search budget for each operation of the history
     */
    default Optional<OnlineChecker> onlineChecker(Budget budgetPerOperation) {
        return Optional.empty();
    }

    /** Returns the workload's options by name, each with its meaning and its default value. */
    default Map<String, String> options() {
        return Map.of();
    }

    /**
     * Returns this workload with other options, which replace all earlier ones.
     *
     * @param values values of some of {@link #options()}, by name
     * @throws IllegalArgumentException if a value is not allowed; the message is one sentence
     */
    default Workload with(Map<String, String> values) {
        return this;
    }

    /**
     * Returns true if a run without any fact of a node's journal can prove nothing; false if facts are only judged
     * where there are some.
     */
    default boolean requiresFacts() {
        return true;
    }

    /**
     * Returns the workload whose checkers judge a run. By default, this is the workload itself.
     *
     * @param judgedByFacts names of the properties that were judged by facts of the nodes
     */
    default Workload judging(Set<String> judgedByFacts) {
        return this;
    }

    /** Returns true if a run reports the messages between servers for each operation. */
    default boolean measuresMessages() {
        return false;
    }

    /**
     * Returns the reasons for which a run without violation proves nothing, each in a sentence. Never called for
     * scripted runs.
     *
     * @param verdicts verdicts on a run of this workload
     */
    default List<String> vacuities(List<Verdict> verdicts) {
        return List.of();
    }
}
