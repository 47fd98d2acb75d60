package dev.squall.check.linear.search;

import dev.squall.check.linear.calls.Calls;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reconstruction of the complete order of calls from a search's trail. Observers that the search placed immediately are
 * inserted at the same places. Of equal calls of a crash class, the earliest comes first. Takes time linear in the
 * calls.
 */
public final class Replay {

    private final Problem problem;
    private final Configurations configurations;
    private final long[] configuration;
    private final boolean[] listed;
    private final List<Integer> order = new ArrayList<>();
    private final Map<Integer, ArrayDeque<Integer>> crashedByKind = new HashMap<>();

    private Replay(Problem problem) {
        this.problem = problem;
        this.configurations = new Configurations(problem);
        this.configuration = configurations.initial(0);
        this.listed = new boolean[problem.calls.size()];
        Calls calls = problem.calls;
        for (int c = 0; c < calls.size(); c++) {
            if (calls.returned()[c] == Calls.NEVER) {
                crashedByKind
                        .computeIfAbsent(calls.kind()[c], k -> new ArrayDeque<>())
                        .add(c);
            }
        }
    }

    /** Returns the indexes of the invocations in the order of the trail. */
    public static List<Integer> order(Problem problem, int[] trail) {
        Replay replay = new Replay(problem);
        replay.passDoneLayers();
        for (int action : trail) {
            replay.place(action);
            replay.passDoneLayers();
        }
        return replay.order;
    }

    private void place(int action) {
        configurations.place(configuration, action);
        if (action >= 0) {
            list(action);
        } else {
            list(crashedByKind.get(problem.crashes.kind[~action]).remove());
        }
        listObservers();
    }

    private void passDoneLayers() {
        while (Configurations.layer(configuration) < problem.layers()) {
            configurations.placeObservers(configuration);
            listObservers();
            if (!configurations.isLayerDone(configuration)) {
                return;
            }
            configurations.leaveLayer(configuration);
            configurations.cursor.moveTo(Configurations.layer(configuration));
        }
    }

    private void listObservers() {
        Cursor cursor = configurations.cursor;
        for (int i = 0; i < cursor.openCount; i++) {
            if (!listed[cursor.open[i]] && configurations.isPlaced(configuration, cursor.open[i])) {
                list(cursor.open[i]);
            }
        }
    }

    private void list(int call) {
        listed[call] = true;
        order.add(problem.calls.operation()[call]);
    }
}
