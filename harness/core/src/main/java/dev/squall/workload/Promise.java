package dev.squall.workload;

import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Property that a workload promises to judge. A run without a verdict on it is vacuous.
 *
 * @param property the name of the checker in the verdict
 * @param functions functions whose results show if the property holds; at least one of them must succeed. If there are
 *     none, the results of every function do
 */
public record Promise(String property, Set<String> functions) {

    public Promise {
        functions = Collections.unmodifiableSet(new TreeSet<>(functions));
    }

    /** Returns a promise that the results of every function show. */
    public static Promise of(String property) {
        return new Promise(property, Set.of());
    }

    /** Returns the promises of checkers; {@link Statistics} promises nothing. */
    public static List<Promise> of(List<Checker> checkers) {
        return checkers.stream()
                .filter(checker -> !(checker instanceof Statistics))
                .map(checker -> new Promise(checker.name(), checker.observingFunctions()))
                .toList();
    }
}
