package dev.squall.workload.maelstrom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Shapes of the neighbours that the broadcast workload suggests to nodes. Every neighbour has a link back. */
enum Topology {
    /** Each node has its predecessor and its successor. */
    LINE,
    /** A square, whose last row may be shorter; each node has the nodes above, below, left and right of it. */
    GRID,
    /** A tree whose nodes have at most 2 children. */
    TREE2,
    /** A tree whose nodes have at most 3 children. */
    TREE3,
    /** A tree whose nodes have at most 4 children. */
    TREE4,
    /** Each node has all others. */
    TOTAL;

    static final String NAMES = "line, grid, tree2, tree3, tree4, total";

    /** Returns the shape's name on the command line. */
    String optionName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Topology::optionName).toList();
    }

    static Topology named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** Returns the neighbours of each node, in ascending order of the nodes' positions. */
    Map<String, List<String>> neighbours(List<String> nodeIds) {
        int count = nodeIds.size();
        List<TreeSet<Integer>> links = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            links.add(new TreeSet<>());
        }
        int width = (int) Math.ceil(Math.sqrt(count));
        for (int i = 0; i < count; i++) {
            switch (this) {
                case LINE -> link(links, i, i - 1);
                case GRID -> {
                    link(links, i, i - width);
                    link(links, i, i % width == 0 ? -1 : i - 1);
                }
                case TREE2 -> link(links, i, i == 0 ? -1 : (i - 1) / 2);
                case TREE3 -> link(links, i, i == 0 ? -1 : (i - 1) / 3);
                case TREE4 -> link(links, i, i == 0 ? -1 : (i - 1) / 4);
                default -> {
                    for (int j = 0; j < i; j++) {
                        link(links, i, j);
                    }
                }
            }
        }
        Map<String, List<String>> neighbours = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            neighbours.put(
                    nodeIds.get(i), links.get(i).stream().map(nodeIds::get).toList());
        }
        return neighbours;
    }

    private static void link(List<TreeSet<Integer>> links, int one, int other) {
        if (other >= 0) {
            links.get(one).add(other);
            links.get(other).add(one);
        }
    }
}
