package dev.squall.explore.world;

import dev.squall.explore.state.StateHash;
import dev.squall.explore.state.StateKey;
import dev.squall.explore.state.StateReader;
import dev.squall.explore.state.StateUnknownException;
import dev.squall.explore.world.Event.Kind;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.world.WorldException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One node as an automaton: its states, and the effect of each event at a state. A handler of the real node runs only
 * once for each state and event, and a search through millions of schedules meets few different ones. Compare Guerraoui
 * and Yabandeh, Model Checking a Networked System Without the Network, NSDI 2011.
 *
 * <p>A node that is not in the wanted state is brought there by the events that led to this state first. Two states are
 * one if their {@linkplain StateReader contents} are equal. If a content cannot be read, a state is the sequence of its
 * events. Not thread-safe.
 */
final class NodeAutomaton {

    /** Nodes that are kept, each in the state that it reached last. */
    private static final int LIVE_MAX = 256;

    private static final int OPAQUE_NODE = 0;
    private static final int OPAQUE_CANCELLED = 1;
    private static final int OPAQUE_TIMERS = 2;

    private final Plan plan;
    private final int index;
    private final Letters letters;
    private final Map<StateKey, NodeState> states = new HashMap<>();
    private final Map<NodeState, ControlledNode> live = new HashMap<>();
    private final Deque<NodeState> liveInOrder = new ArrayDeque<>();
    private final StateHash hash = new StateHash();
    private final Effect start;
    private String unreadable = "";

    NodeAutomaton(Plan plan, int index, Letters letters) {
        this.plan = plan;
        this.index = index;
        this.letters = letters;
        this.start = run(newNode(), null, new NodeEvent(Kind.RESTART, null, 0));
    }

    private ControlledNode newNode() {
        return new ControlledNode(plan, index);
    }

    /** Returns what the start of the node does. */
    Effect start() {
        return start;
    }

    /** Returns why states cannot be read, in words; empty if they can. */
    String unreadable() {
        return unreadable;
    }

    /**
     * Returns the effect of an event that is possible in a state.
     *
     * @throws WorldException if the node fails in the handler
     */
    Effect effect(NodeState state, NodeEvent event) {
        Effect known = state.effect(event);
        if (known == null) {
            ControlledNode node = live.remove(state);
            known = run(node == null ? bringTo(state) : node, state, event);
            state.learn(event, known);
        }
        return known;
    }

    /** Returns a node in a state, for people who look at it. */
    ControlledNode look(NodeState state) {
        ControlledNode node = live.get(state);
        if (node == null) {
            node = bringTo(state);
            keep(state, node);
        }
        return node;
    }

    private ControlledNode bringTo(NodeState state) {
        Deque<NodeEvent> events = new ArrayDeque<>();
        for (NodeState each = state; each != null; each = each.before) {
            events.push(each.by);
        }
        ControlledNode node = newNode();
        for (NodeEvent event : events) {
            take(node, event, new ArrayList<>());
        }
        if (unreadable.isEmpty() && !key(node).equals(state.key)) {
            throw new WorldException(
                    "node " + node.nodeId() + " did something else when the same events happened again;"
                            + " a node must take time and chance from its environment only");
        }
        return node;
    }

    /** Lets an event happen at a node in a state; {@code before} is null for the first start. */
    private Effect run(ControlledNode node, NodeState before, NodeEvent event) {
        Object firstTimer = node.firstTimer();
        List<Object> outputs = new ArrayList<>();
        int syncs = take(node, event, outputs);
        StateKey key = unreadable.isEmpty() ? readableKey(node, before, event) : historyKey(before, event);
        NodeState next = states.get(key);
        if (next == null) {
            next = new NodeState(key, node, node.canFire(plan.scope().timers()), before, event);
            states.put(key, next);
        }
        keep(next, node);
        return new Effect(next, List.copyOf(outputs), syncs, !node.isUp(), node.firstTimer() != firstTimer);
    }

    private void keep(NodeState state, ControlledNode node) {
        if (live.put(state, node) == null) {
            liveInOrder.add(state);
        }
        while (liveInOrder.size() > LIVE_MAX) {
            live.remove(liveInOrder.remove());
        }
    }

    /** Lets an event happen; returns the number of syncs of the handler. */
    private int take(ControlledNode node, NodeEvent event, List<Object> outputs) {
        node.record(new ControlledNode.Recorder() {
            @Override
            public void sent(Message message) {
                outputs.add(letters.of(message));
            }

            @Override
            public void noted(int life, Fact fact) {
                outputs.add(letters.of(new Observation.Noted(node.nodeId(), life, fact)));
            }
        });
        if (event.kind() == Kind.CRASH) {
            node.crash(event.variant());
            outputs.add(letters.of(new Observation.Crashed(node.nodeId(), node.life())));
            return 0;
        }
        handle(node, event, outputs);
        return node.storage.syncsInHandler();
    }

    /** Runs a handler; variant 2 k - 1 crashes before sync k and loses what is unsynced, 2 k keeps it. */
    private void handle(ControlledNode node, NodeEvent event, List<Object> outputs) {
        node.storage.beginHandler((event.variant() + 1) / 2);
        try {
            switch (event.kind()) {
                case FIRE -> node.fire();
                case MOVE_CLOCK -> node.moveWallClock(event.millis());
                case RESTART -> node.start(plan);
                default -> node.receive(event.letter().message());
            }
        } catch (PowerFailure e) {
            node.crash(event.variant() % 2 == 0 ? node.storage.unsyncedCount() : 0);
            outputs.add(letters.of(new Observation.Crashed(node.nodeId(), node.life())));
        } catch (WorldException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new WorldException(
                    "node " + node.nodeId() + " failed in a handler: " + e
                            + "; a node must handle whatever it receives",
                    e);
        }
    }

    private StateKey readableKey(ControlledNode node, NodeState before, NodeEvent event) {
        try {
            return key(node);
        } catch (StateUnknownException e) {
            unreadable = "node " + node.nodeId() + ": " + e.getMessage();
            return historyKey(before, event);
        }
    }

    private StateKey historyKey(NodeState before, NodeEvent event) {
        hash.clear();
        hash.add(-1);
        if (before != null) {
            hash.add(before.key);
        }
        return hash.add(event.number()).key();
    }

    private StateKey key(ControlledNode node) {
        hash.clear();
        StateReader reader = new StateReader(hash, object -> opaque(node, object));
        node.read(hash, reader);
        return hash.key();
    }

    /** Names the environment of the node, and its timers by their places. */
    private static int opaque(ControlledNode node, Object object) {
        if (object == node || object == node.storage) {
            return OPAQUE_NODE;
        }
        int timer = node.indexOfTimer(object);
        return timer == ControlledNode.NO_TIMER ? -1 : timer < 0 ? OPAQUE_CANCELLED : OPAQUE_TIMERS + timer;
    }
}
