package dev.squall.explore.world;

import java.util.List;
import java.util.stream.Stream;

/** A node in one world: its state, and the steps that brought it there. Not thread-safe. */
final class PlacedNode {

    final int index;
    private final NodeAutomaton automaton;

    private NodeState state;
    private int life;
    private int changedAt = -1;
    private int firstTimers;
    private int firstSince = -1;
    private boolean paused;
    private List<Letter> waiting = List.of();

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
        paused = other.paused;
        waiting = other.waiting;
    }

    NodeState state() {
        return state;
    }

    boolean isUp() {
        return state.isUp;
    }

    boolean isPaused() {
        return paused;
    }

    void pause() {
        paused = true;
    }

    /** Ends the pause; returns the requests that have arrived meanwhile, in their order. */
    List<Letter> resume() {
        paused = false;
        List<Letter> arrived = waiting;
        waiting = List.of();
        return arrived;
    }

    /** Keeps a request until the end of the pause. */
    void await(Letter request) {
        waiting = Stream.concat(waiting.stream(), Stream.of(request)).toList();
    }

    /** Returns the inside of the node, for people who look at it; only valid until the next event of any world. */
    ControlledNode look() {
        return automaton.look(state);
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
            paused = false;
            waiting = List.of();
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
