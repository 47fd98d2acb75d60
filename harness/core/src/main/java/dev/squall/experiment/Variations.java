package dev.squall.experiment;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sizes and settings among which the runs of a sweep may choose. Some defects show only in clusters of an even size, or
 * when a node compacts its storage while faults strike, which the default settings make rare.
 *
 * @param nodeCounts numbers of nodes; empty if the number may not vary
 * @param options values by the name of a system's option, each with at least one value; in the order of the names
 */
public record Variations(List<Integer> nodeCounts, Map<String, List<String>> options) implements Serializable {

    /** Variations of a system whose sizes and settings may not vary. */
    public static final Variations NONE = new Variations(List.of(), Map.of());

    private static final long serialVersionUID = 1;

    public Variations {
        // Serializable, unlike some views of immutable collections.
        nodeCounts = Collections.unmodifiableList(new ArrayList<>(nodeCounts));
        Map<String, List<String>> copy = new TreeMap<>();
        options.forEach((name, values) -> {
            if (values.isEmpty()) {
                throw new IllegalArgumentException("the option " + name + " has no values; expected at least one");
            }
            copy.put(name, new ArrayList<>(values));
        });
        options = Collections.unmodifiableMap(copy);
    }

    /** Returns the same variations with a fixed number of nodes. */
    public Variations withoutNodeCounts() {
        return new Variations(List.of(), options);
    }

    /** Returns true if nothing varies. */
    public boolean isEmpty() {
        return nodeCounts.isEmpty() && options.isEmpty();
    }
}
