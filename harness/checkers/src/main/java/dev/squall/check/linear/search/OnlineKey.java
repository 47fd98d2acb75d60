package dev.squall.check.linear.search;

import dev.squall.check.Meter;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Transitions;
import dev.squall.check.linear.model.Call;
import dev.squall.check.linear.model.Model;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Online check of one object's history. A return is <em>settled</em> when every operation that began before it has
 * completed, since later operations cannot change the possible orders up to it. For the settled part, only the
 * configurations of the last layer of a {@link BreadthFirst} search are kept. At each completion, a {@link DepthFirst}
 * search decides the rest from these configurations; open operations may take effect or not.
 */
public final class OnlineKey {

    /** Number of returns that are settled together, to save the cost of setting up a search for each. */
    private static final int SETTLED_TOGETHER = 16;

    /** One operation, with identity equality. */
    public static final class Entry {

        public final int invoked;
        private Call call;
        private int returned = Calls.NEVER;
        private boolean open = true;

        /**
         * Creates the entry of an operation that was just invoked.
         *
         * @param pending the call while the result is unknown; null if the operation has no effect
         */
        public Entry(int invoked, Call pending) {
            this.invoked = invoked;
            this.call = pending;
        }
    }

    /** Configuration after the last settled return. */
    private record Settled(Object state, Set<Entry> placed, Map<Call, Integer> crashesUsed) {}

    private final Model model;
    private List<Entry> entries = new ArrayList<>();
    private List<Settled> settled;
    private boolean givenUp;

    public OnlineKey(Model model) {
        this.model = model;
        this.settled = List.of(new Settled(model.initialState(), Set.of(), Map.of()));
    }

    public void invoke(Entry entry) {
        if (!givenUp) {
            entries.add(entry);
        }
    }

    /**
     * Records an operation's completion; {@code call} is null if the operation had neither an effect nor a known
     * result.
     */
    public void complete(Entry entry, Call call, int now) {
        entry.call = call;
        entry.returned = now;
        entry.open = false;
    }

    /** Records that an operation did not take effect. */
    public void remove(Entry entry) {
        entries.remove(entry);
    }

    /** Records that an operation may take effect at any later time or never. */
    public void crash(Entry entry) {
        entry.open = false;
        if (entry.call == null || model.isObserver(entry.call)) {
            entries.remove(entry);
        }
    }

    /** Stops checking this key. */
    public void giveUp() {
        givenUp = true;
        entries.clear();
        settled = List.of();
    }

    /**
     * Returns true if the operations so far have a linearization.
     *
     * @throws Meter.Spent if the budget was spent before the decision
     */
    public boolean isLinearizable(int now, Meter budget) {
        if (givenUp) {
            return true;
        }
        List<Entry> known = entries.stream().filter(e -> e.call != null).toList();
        Transitions transitions = new Transitions(model, budget);
        Problem problem = Problem.withUnknownFuture(calls(known, transitions));
        List<long[]> start = start(problem, known);
        DepthFirst search = new DepthFirst(problem, start, budget);
        try {
            if (search.run(Long.MAX_VALUE >> 1) == Search.Outcome.REFUTED) {
                return false;
            }
        } finally {
            search.release();
        }
        int oldestOpen = entries.stream()
                .filter(e -> e.open)
                .mapToInt(e -> e.invoked)
                .min()
                .orElse(now + 1);
        int layers = 0;
        while (layers < problem.layers() && problem.calls.returned()[problem.layerCall[layers]] < oldestOpen) {
            layers++;
        }
        if (layers >= SETTLED_TOGETHER) {
            settle(problem, known, start, layers, budget);
        }
        return true;
    }

    private static Calls calls(List<Entry> known, Transitions transitions) {
        int[] kind = new int[known.size()];
        int[] invoked = new int[known.size()];
        int[] returned = new int[known.size()];
        for (int c = 0; c < kind.length; c++) {
            kind[c] = transitions.kindOf(known.get(c).call);
            invoked[c] = known.get(c).invoked;
            returned[c] = known.get(c).returned;
        }
        return new Calls(transitions, kind, invoked, returned, invoked);
    }

    private List<long[]> start(Problem problem, List<Entry> known) {
        Map<Entry, Integer> callOf = new HashMap<>();
        for (int c = 0; c < known.size(); c++) {
            callOf.put(known.get(c), c);
        }
        Configurations configurations = new Configurations(problem);
        List<long[]> start = new ArrayList<>();
        for (Settled one : settled) {
            long[] configuration = configurations.initial(problem.transitions.stateOf(one.state()));
            one.placed().forEach(entry -> configurations.mark(configuration, callOf.get(entry)));
            for (int c = 0; c < problem.crashes.count(); c++) {
                Call call = problem.transitions.call(problem.crashes.kind[c]);
                configurations.use(configuration, c, one.crashesUsed().getOrDefault(call, 0));
            }
            start.add(configuration);
        }
        return start;
    }

    private void settle(Problem problem, List<Entry> known, List<long[]> start, int layers, Meter budget) {
        BreadthFirst search = new BreadthFirst(problem, start, layers, budget);
        List<Settled> next = new ArrayList<>();
        try {
            search.run(Long.MAX_VALUE >> 1);
            Configurations configurations = new Configurations(problem);
            configurations.cursor.moveTo(layers);
            search.forEachInLayer(configuration -> next.add(settled(configurations, configuration, known)));
        } finally {
            search.release();
        }
        settled = next;
        int last = problem.calls.returned()[problem.layerCall[layers - 1]];
        entries =
                new ArrayList<>(entries.stream().filter(e -> e.returned > last).toList());
    }

    private static Settled settled(Configurations configurations, long[] configuration, List<Entry> known) {
        Problem problem = configurations.problem;
        Set<Entry> placed = new HashSet<>();
        for (int i = 0; i < configurations.cursor.openCount; i++) {
            int call = configurations.cursor.open[i];
            if (configurations.isPlaced(configuration, call)) {
                placed.add(known.get(call));
            }
        }
        Map<Call, Integer> used = new HashMap<>();
        for (int c = 0; c < problem.crashes.count(); c++) {
            long count = configurations.used(configuration, c);
            if (count > 0) {
                used.put(problem.transitions.call(problem.crashes.kind[c]), (int) count);
            }
        }
        return new Settled(problem.transitions.state(Configurations.state(configuration)), placed, used);
    }
}
