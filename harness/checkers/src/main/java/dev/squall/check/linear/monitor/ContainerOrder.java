package dev.squall.check.linear.monitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Order of calls on a container, built by assigning each call a gap. In one gap, takes come first, then calls that
 * found the container empty or whose effects cancel, then puts. Calls of the same phase keep the order in which they
 * were placed.
 */
final class ContainerOrder {

    /** Phases in a gap, in order. */
    enum Phase {
        TAKES,
        BETWEEN,
        PUTS
    }

    private record Placed(int gap, Phase phase, List<Integer> calls) {}

    private final List<Placed> placed = new ArrayList<>();

    /** Assigns a gap to some calls, which stay together. */
    void place(int gap, Phase phase, Integer... calls) {
        placed.add(new Placed(gap, phase, List.of(calls)));
    }

    /** Assigns each call that found the container empty its first gap that no zone covers. */
    void placeEmpties(ContainerCalls container) {
        int[] gaps = container.gapsOfEmpties();
        for (int i = 0; i < gaps.length; i++) {
            place(gaps[i], Phase.BETWEEN, container.empties[i]);
        }
    }

    /** Returns the calls in the order of their gaps. */
    List<Integer> calls() {
        placed.sort(Comparator.comparingInt(Placed::gap).thenComparing(Placed::phase));
        return placed.stream().flatMap(p -> p.calls().stream()).toList();
    }
}
