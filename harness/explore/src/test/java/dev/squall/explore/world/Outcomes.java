package dev.squall.explore.world;

import dev.squall.explore.search.Reduction;
import dev.squall.explore.search.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Outcomes of all complete schedules of a plan: what each node noted and each client saw, in order, and which operation
 * completed before which was invoked.
 */
record Outcomes(Search.Counts counts, Set<String> seen) {

    static Outcomes of(Plan plan, Reduction reduction, long schedulesMax) {
        Set<String> seen = new TreeSet<>();
        return new Outcomes(search(plan, reduction, schedulesMax, seen).run(), seen);
    }

    /** Returns the outcomes found by a search that visits each state once. */
    static Outcomes byStates(Plan plan, Reduction reduction) {
        Set<String> seen = new TreeSet<>();
        return new Outcomes(
                search(plan, reduction, Long.MAX_VALUE, seen)
                        .matchingStates(Long.MAX_VALUE)
                        .run(),
                seen);
    }

    private static Search<ControlledWorld> search(Plan plan, Reduction reduction, long schedulesMax, Set<String> seen) {
        long[] tried = {0};
        ControlledNodes nodes = new ControlledNodes(plan, true);
        return new Search<>(() -> new ControlledWorld(nodes), reduction, (world, schedule) -> {
            seen.add(outcome(world.observations()));
            return ++tried[0] < schedulesMax;
        });
    }

    private static String outcome(List<Observation> observations) {
        Map<String, List<Observation>> byPlace = new TreeMap<>();
        Map<Integer, Integer> made = new TreeMap<>();
        List<String> completed = new ArrayList<>();
        Set<String> order = new TreeSet<>();
        for (Observation each : observations) {
            byPlace.computeIfAbsent(place(each), name -> new ArrayList<>()).add(each);
            if (each instanceof Observation.Invoked invoked) {
                int number = made.merge(invoked.client(), 1, Integer::sum);
                completed.forEach(before -> order.add(before + " < c" + invoked.client() + "." + number));
            } else if (each instanceof Observation.Completed done) {
                completed.add("c" + done.client() + "." + made.get(done.client()));
            }
        }
        return byPlace + " " + order;
    }

    private static String place(Observation each) {
        if (each instanceof Observation.Invoked invoked) {
            return "c" + invoked.client();
        } else if (each instanceof Observation.Completed completed) {
            return "c" + completed.client();
        } else if (each instanceof Observation.Crashed crashed) {
            return crashed.node();
        }
        return ((Observation.Noted) each).node();
    }
}
