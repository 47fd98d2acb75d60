package dev.squall.check.linear.monitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Calls on a container that have been given a gap each. In one gap first go the takes, then the calls that any content
 * allows and those that found the container empty, then the puts. Calls of the same kind go in the order of being
 * placed.
 */
final class ContainerOrder {

    /** Positions in a gap: first, next and last. */
    enum Phase {
        TAKES,
        BETWEEN,
        PUTS
    }

    private record Placed(int gap, Phase phase, List<Integer> calls) {}

    private final List<Placed> placed = new ArrayList<>();

    /** Gives calls, which stay together, a gap. */
    void place(int gap, Phase phase, Integer... calls) {
        placed.add(new Placed(gap, phase, List.of(calls)));
    }

    /** Gives the calls that found the container empty the first gap that no zone covers. */
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
