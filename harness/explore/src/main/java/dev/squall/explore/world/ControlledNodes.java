package dev.squall.explore.world;

import java.util.ArrayList;
import java.util.List;

/** The nodes of a plan as automata, shared by all worlds of one search. Not thread-safe. */
public final class ControlledNodes {

    private final Plan plan;
    private final List<NodeAutomaton> automata = new ArrayList<>();
    private final Requests requests;

    private final boolean tracksFacts;

    /**
     * Starts each node once.
     *
     * @param tracksFacts true if checkers read the nodes' journals, so that the order of facts is part of a state
     */
    public ControlledNodes(Plan plan, boolean tracksFacts) {
        this.plan = plan;
        this.tracksFacts = tracksFacts;
        Letters letters = new Letters(plan.nodeIds());
        for (int i = 0; i < plan.nodeIds().size(); i++) {
            automata.add(new NodeAutomaton(plan, i, letters));
        }
        requests = new Requests(plan, letters);
    }

    Plan plan() {
        return plan;
    }

    boolean tracksFacts() {
        return tracksFacts;
    }

    NodeAutomaton automaton(int node) {
        return automata.get(node);
    }

    Requests requests() {
        return requests;
    }

    /** Returns why the states of nodes cannot be told, in words; empty if they can. */
    public String unreadable() {
        return automata.stream()
                .map(NodeAutomaton::unreadable)
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse("");
    }
}
