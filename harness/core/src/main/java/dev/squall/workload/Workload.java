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

/** Operations of clients, and the properties that must hold of the outcome. Stateless. */
public interface Workload {

    /** Maelstrom's name where it has one, such as {@code lin-kv}. */
    String name();

    /** One sentence for lists. */
    String description();

    /** The bodies of its requests and replies. */
    Vocabulary vocabulary();

    /** Translates its operations. */
    Client client();

    /** Returns the operations of the safety phase: without end and without pauses of their own. */
    Generator generator(int concurrency);

    /** One operation, without effect if possible, whose success shows that a node serves again. */
    Generator probe();

    /** Returns the reads to make after all has healed. */
    Generator finalReads(List<Operation> operationsSoFar);

    /** Returns the checkers of the properties that must hold of the history. */
    List<Checker> checkers();

    /**
     * Properties that every run under this workload judges, or else is vacuous: those of the checkers. A workload whose
     * properties are judged by what nodes journal names those here, and has a {@link #journalAnalysis}.
     */
    default List<Promise> promises() {
        return Promise.of(checkers());
    }

    /** Returns a new analysis for journals of nodes whose system brings none of its own. */
    default JournalAnalysis journalAnalysis(List<String> nodes) {
        return JournalAnalysis.NONE;
    }

    /**
     * A check, that has seen nothing yet, of what must hold of the history while it happens; empty if there is none.
     * What it sees broken the {@linkplain #checkers() checkers} see broken too.
     *
     * @param budgetPerOperation for what each operation of the history makes it search
     */
    default Optional<OnlineChecker> onlineChecker(Budget budgetPerOperation) {
        return Optional.empty();
    }

    /** Returns the options that this workload takes, by name: what each means, with its default. */
    default Map<String, String> options() {
        return Map.of();
    }

    /**
     * Returns this workload with options, which replace all that were set before.
     *
     * @param values the values of some of {@link #options()}, by name
     * @throws IllegalArgumentException if a value is not allowed; the message is one sentence
     */
    default Workload with(Map<String, String> values) {
        return this;
    }

    /**
     * Returns why a run proves nothing, although nothing was wrong with it: a sentence for each reason. Not asked about
     * scripted runs.
     *
     * @param verdicts those of a run under this workload
     */
    default List<String> vacuities(List<Verdict> verdicts) {
        return List.of();
    }
}
