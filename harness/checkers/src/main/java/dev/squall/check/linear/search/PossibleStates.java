package dev.squall.check.linear.search;

import dev.squall.check.linear.calls.Calls;
import dev.squall.history.EdnWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Description of the states that were possible at an unplaceable call. The search omits uncompleted calls on which no
 * other call depends. The effects of omitted calls are added here, so that the words "could only be" are true.
 */
final class PossibleStates {

    private static final int MAX_NAMED = 6;
    private static final int MAX_COUNTED = 100;

    private final Problem problem;
    private final int layer;

    PossibleStates(Problem problem, int layer) {
        this.problem = problem;
        this.layer = layer;
    }

    String inWords(Set<Integer> seen) {
        Set<Integer> possible = withUnneededCrashes(seen);
        int call = problem.layerCall[layer];
        possible.removeIf(state -> problem.transitions.step(state, problem.calls.kind()[call]) >= 0);
        List<String> names = new ArrayList<>();
        for (int state : possible) {
            names.add(EdnWriter.toEdn(problem.transitions.state(state)));
        }
        Collections.sort(names);
        String states = names.isEmpty()
                ? "no state that allows it is left"
                : names.size() > MAX_NAMED
                        ? "the state could only be one of " + (possible.size() > MAX_COUNTED ? "many" : names.size())
                                + " others"
                        : "the state could only be " + joined(names);
        return "in every order that explains the operations completed before it, " + states;
    }

    private static String joined(List<String> names) {
        if (names.size() == 1) {
            return names.get(0);
        }
        return String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.get(names.size() - 1);
    }

    private Set<Integer> withUnneededCrashes(Set<Integer> seen) {
        Set<Integer> possible = new TreeSet<>(seen);
        Calls calls = problem.calls;
        int end = calls.returned()[problem.layerCall[layer]];
        BitSet crashed = new BitSet();
        for (int c = 0; c < calls.size() && calls.invoked()[c] < end; c++) {
            crashed.set(calls.kind()[c], crashed.get(calls.kind()[c]) || calls.returned()[c] == Calls.NEVER);
        }
        ArrayDeque<Integer> fresh = new ArrayDeque<>(seen);
        while (!fresh.isEmpty() && possible.size() <= MAX_COUNTED) {
            int state = fresh.remove();
            crashed.stream().map(kind -> problem.transitions.step(state, kind)).forEach(next -> {
                if (next >= 0 && possible.add(next)) {
                    fresh.add(next);
                }
            });
        }
        return possible;
    }
}
