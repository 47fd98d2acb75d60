package dev.squall.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Utilities for the links of a fault: for each sender, its receivers. */
final class Links {

    private Links() {}

    static Map<String, List<String>> copy(Map<String, List<String>> links) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        links.forEach((from, to) -> copy.put(from, List.copyOf(to)));
        return Collections.unmodifiableMap(copy);
    }

    static Set<String> nodes(Map<String, List<String>> links) {
        Set<String> nodes = new TreeSet<>(links.keySet());
        links.values().forEach(nodes::addAll);
        return nodes;
    }

    static Map<String, List<String>> renamed(Map<String, List<String>> links, Map<String, String> newNames) {
        Map<String, List<String>> renamed = new LinkedHashMap<>();
        links.forEach((from, receivers) -> {
            List<String> to = receivers.stream()
                    .map(newNames::get)
                    .filter(Objects::nonNull)
                    .toList();
            if (newNames.containsKey(from) && !to.isEmpty()) {
                renamed.put(newNames.get(from), to);
            }
        });
        return renamed;
    }

    /** Returns the lost links by the nodes' names. */
    static Map<String, List<String>> lost(boolean[][] lost, List<String> ids) {
        Map<String, List<String>> unreachable = new LinkedHashMap<>();
        for (int from = 0; from < lost.length; from++) {
            List<String> targets = new ArrayList<>();
            for (int to = 0; to < lost.length; to++) {
                if (lost[from][to]) {
                    targets.add(ids.get(to));
                }
            }
            if (!targets.isEmpty()) {
                unreachable.put(ids.get(from), targets);
            }
        }
        return unreachable;
    }
}
