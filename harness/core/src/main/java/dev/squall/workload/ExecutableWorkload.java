package dev.squall.workload;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Verdict;
import dev.squall.node.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Workload for somebody's own executables. It may judge the facts of nodes that note some, counts the messages between
 * servers, and can demand an availability.
 *
 * @param base the workload
 * @param facts another workload of the same name, whose facts are judged if nodes note some; empty if the base decides
 * @param availability least share of operations that must succeed, from 0 to 1; empty to measure it only
 */
public record ExecutableWorkload(Workload base, Optional<Workload> facts, Optional<Double> availability)
        implements DerivedWorkload {

    private static final String AVAILABILITY = "availability";
    private static final String TOTAL = "total";

    /** Returns the workload without a demand of availability. */
    public static Workload of(Workload base, Optional<Workload> facts) {
        return new ExecutableWorkload(base, facts, Optional.empty());
    }

    @Override
    public String name() {
        return base.name();
    }

    @Override
    public String description() {
        return base.description();
    }

    @Override
    public Vocabulary vocabulary() {
        Vocabulary own = base.vocabulary();
        Vocabulary noting = facts.orElse(base).vocabulary();
        return new Vocabulary(
                List.copyOf(own.bodies().values()),
                List.of(),
                List.copyOf(noting.facts().values()));
    }

    @Override
    public List<Checker> checkers() {
        List<Checker> all = new ArrayList<>(base.checkers());
        all.add(new Availability(availability));
        return all;
    }

    @Override
    public List<Promise> promises() {
        return base.promises();
    }

    @Override
    public JournalAnalysis journalAnalysis(List<String> nodes) {
        return facts.orElse(base).journalAnalysis(nodes);
    }

    @Override
    public boolean requiresFacts() {
        return facts.isEmpty() && base.requiresFacts();
    }

    /** Returns the workload of the facts if nodes noted some: it knows what their system promises. */
    @Override
    public Workload judging(Set<String> judgedByFacts) {
        return facts.filter(noting ->
                        noting.promises().stream().map(Promise::property).anyMatch(judgedByFacts::contains))
                .map(noting -> of(noting, Optional.empty()))
                .orElse(this);
    }

    @Override
    public boolean measuresMessages() {
        return true;
    }

    @Override
    public Optional<OnlineChecker> onlineChecker(Budget budgetPerOperation) {
        return base.onlineChecker(budgetPerOperation);
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> all = new LinkedHashMap<>(base.options());
        all.put(AVAILABILITY, "least share of operations that must succeed, such as 0.99, or total (none)");
        return all;
    }

    @Override
    public Workload with(Map<String, String> values) {
        Map<String, String> ofBase = new LinkedHashMap<>(values);
        String least = ofBase.remove(AVAILABILITY);
        Optional<Double> share = Optional.ofNullable(least)
                .map(text -> text.equals(TOTAL) ? 1.0 : new WorkloadOptions(values).number(AVAILABILITY, 0, 0, 1));
        return new ExecutableWorkload(ofBase.isEmpty() ? base : base.with(ofBase), facts, share);
    }

    @Override
    public List<String> vacuities(List<Verdict> verdicts) {
        return base.vacuities(verdicts);
    }
}
