package dev.squall.run.novelty;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts the abstract states of the runs of a sweep, and the runs that show a state which no other run shows. The
 * result does not depend on the order of the runs. A run takes time in the number of its states. Memory grows with the
 * number of distinct states. Not thread-safe.
 */
public final class Discovery {

    private static final int NOBODY = -1;
    private static final Pair SEVERAL = new Pair(NOBODY, NOBODY);

    /** The only runs that show a state; the second is {@link #NOBODY} if the first is the only one. */
    private record Pair(int first, int second) {}

    /** For each state, the one or two runs that show it, or {@link #SEVERAL}. */
    private final Map<Long, Pair> owners = new HashMap<>();

    /** For each run, the number of states that no other run shows. */
    private final List<Integer> own = new ArrayList<>();

    /** For each run, the number of states that exactly one other run shows. */
    private final List<Integer> shared = new ArrayList<>();

    /** Adds the states of the next run. */
    public void add(Set<Long> states) {
        int run = own.size();
        own.add(0);
        shared.add(0);
        for (Long state : states) {
            Pair before = owners.get(state);
            if (before == null) {
                owners.put(state, new Pair(run, NOBODY));
                change(own, run, 1);
            } else if (before != SEVERAL && before.second() == NOBODY) {
                owners.put(state, new Pair(before.first(), run));
                change(own, before.first(), -1);
                change(shared, before.first(), 1);
                change(shared, run, 1);
            } else if (before != SEVERAL) {
                owners.put(state, SEVERAL);
                change(shared, before.first(), -1);
                change(shared, before.second(), -1);
            }
        }
    }

    private static void change(List<Integer> counts, int run, int by) {
        counts.set(run, counts.get(run) + by);
    }

    /** Returns the estimate, in time linear in the number of runs; empty if no run showed a state. */
    public Optional<Novelty> novelty() {
        if (owners.isEmpty()) {
            return Optional.empty();
        }
        int novel = 0;
        int sharing = 0;
        for (int run = 0; run < own.size(); run++) {
            if (own.get(run) > 0) {
                novel++;
            } else if (shared.get(run) > 0) {
                sharing++;
            }
        }
        return Optional.of(new Novelty(own.size(), novel, sharing, owners.size()));
    }
}
