package dev.squall.explore.world;

/** A node in one world: its state, and the steps that brought it there. Not thread-safe. */
final class PlacedNode {

    final int index;
    private final NodeAutomaton automaton;

    private NodeState state;
    private int life;
    private int changedAt = -1;
    private int firstTimers;
    private int firstSince = -1;

    PlacedNode(int index, NodeAutomaton automaton) {
        this.index = index;
        this.automaton = automaton;
        this.state = automaton.start().next();
    }

    PlacedNode(PlacedNode other) {
        index = other.index;
        automaton = other.automaton;
        state = other.state;
        life = other.life;
        changedAt = other.changedAt;
        firstTimers = other.firstTimers;
        firstSince = other.firstSince;
    }

    NodeState state() {
        return state;
    }

    boolean isUp() {
        return state.isUp;
    }

    /** Returns the number of restarts; also the number of the next one, from 0. */
    int restarts() {
        return life;
    }

    /** Returns the position of the step that started or crashed the node last; -1 for the first start. */
    int changedAt() {
        return changedAt;
    }

    /** Returns the number of the timer that is due first, among those that have been first. */
    int firstTimer() {
        return firstTimers;
    }

    /** Returns the position of the step since which the first timer is due first. */
    int firstSince() {
        return firstSince;
    }

    /** Lets an event happen at a step. */
    Effect take(NodeEvent event, int step) {
        Effect effect = automaton.effect(state, event);
        boolean restarts = event.kind() == Event.Kind.RESTART;
        if (effect.crashed() || restarts) {
            changedAt = step;
        }
        life += restarts ? 1 : 0;
        if (effect.changesFirstTimer()) {
            firstTimers++;
            firstSince = step;
        }
        state = effect.next();
        return effect;
    }
}
