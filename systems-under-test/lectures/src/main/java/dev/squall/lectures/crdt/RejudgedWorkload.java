package dev.squall.lectures.crdt;

import dev.squall.check.Checker;
import dev.squall.node.Fact;
import dev.squall.node.Vocabulary;
import dev.squall.workload.DerivedWorkload;
import dev.squall.workload.JournalAnalysis;
import dev.squall.workload.Promise;
import dev.squall.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A workload with the requests and final reads of another workload, and a property that nodes' journals show.
 *
 * @param base the other workload
 * @param facts the facts that the analysis reads
 * @param checkers checkers of the history
 * @param property name of the property that the analysis judges
 * @param analysis creates the analysis of a run
 */
public record RejudgedWorkload(
        String name,
        String description,
        Workload base,
        List<Class<? extends Fact>> facts,
        List<Checker> checkers,
        String property,
        Supplier<JournalAnalysis> analysis)
        implements DerivedWorkload {

    public RejudgedWorkload {
        facts = List.copyOf(facts);
        checkers = List.copyOf(checkers);
    }

    @Override
    public Vocabulary vocabulary() {
        return new Vocabulary(List.copyOf(base.vocabulary().bodies().values()), List.of(), facts);
    }

    /** Returns the promises of the checkers, and that of the analysis. */
    @Override
    public List<Promise> promises() {
        List<Promise> promises = new ArrayList<>(Promise.of(checkers));
        promises.add(Promise.of(property));
        return promises;
    }

    @Override
    public JournalAnalysis journalAnalysis(List<String> nodes) {
        return analysis.get();
    }
}
