package dev.squall.workload;

import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Property that a workload promises to judge; a run without a verdict on the property is vacuous.
 *
 * @param property name of the property's checker in verdicts
 * @param functions functions whose results are needed to judge the property; at least one of them must succeed. An
 *     empty set means that the result of any function is enough
 */
public record Promise(String property, Set<String> functions) {

    public Promise {
        functions = Collections.unmodifiableSet(new TreeSet<>(functions));
    }

    /** Returns a promise that needs the result of any function. */
    public static Promise of(String property) {
        return new Promise(property, Set.of());
    }

    /** Returns the promises of checkers; {@link Statistics} has no promise. */
    public static List<Promise> of(List<Checker> checkers) {
        return checkers.stream()
                .filter(checker -> !(checker instanceof Statistics))
                .map(checker -> new Promise(checker.name(), checker.observingFunctions()))
                .toList();
    }
}
