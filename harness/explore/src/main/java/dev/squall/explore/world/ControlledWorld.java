package dev.squall.explore.world;

import dev.squall.explore.search.Execution;
import dev.squall.explore.search.Footprint;
import dev.squall.explore.state.StateHash;
import dev.squall.explore.state.StateKey;
import dev.squall.explore.world.Event.Kind;
import dev.squall.generator.Call;
import dev.squall.history.EdnWriter;
import dev.squall.node.Message;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Cluster in which every next event is a choice. All nodes have started. An event runs one handler of one node to its
 * end, or changes the network.
 *
 * <p>Fault model: messages between nodes arrive in any order, or never, or twice. A node crashes between two handlers,
 * or in a handler just before it syncs; in both cases it keeps a prefix of its unsynced records. Messages to a crashed
 * node are lost. A request of a client arrives when it is made, and a reply when it is sent: any later arrival gives a
 * history with less real-time order, which allows more.
 *
 * <p>People may also pause and resume nodes, move wall clocks, and end a client's wait. A search never does.
 *
 * <p>Dependence of two events:
 *
 * <ul>
 *   <li>Events at one node are dependent. Events at different nodes share no state: a node reads only its own state,
 *       storage, clocks and random stream, and messages and timers are numbered by the node that made them.
 *   <li>An invocation and a completion are dependent, since a history orders an operation before another iff the first
 *       completes before the second is invoked. Two invocations, or two completions, are not: a history has the same
 *       order of operations both ways.
 *   <li>A loss touches nothing: the receiver never sees the message. The delivery of the message excludes the loss.
 *   <li>Two events that spend one budget commute as long as both are possible. If the budget suffices only for one of
 *       them, they never happen in one schedule, so their order cannot matter. The search tries each of them, since it
 *       tries the alternative that spends nothing at the same state: the delivery for a loss and a copy, the handler's
 *       next step for a crash.
 *   <li>The number of timers is bounded for each node, so that only events of the node spend it.
 * </ul>
 *
 * <p>Checkers must not depend on the order of facts of different nodes that are not ordered by messages.
 */
// Longer than 350 lines: one switch a question over all kinds of events, whose answers must agree with each other.
public final class ControlledWorld implements Execution {

    private static final long[] NONE = {};

    private final Plan plan;
    private final ControlledClients clients;
    private final PlacedNode[] nodes;
    private final ControlledNetwork network;
    private final FactOrder facts;
    private Observations observations = Observations.EMPTY;

    private int crashesLeft;
    private int necessary;
    /** Position of the step that is being taken; -1 while the nodes start. */
    private int step = -1;

    private boolean completes;
    private long[] variants = NONE;

    /** Creates a world with nodes of its own, and starts them. */
    public ControlledWorld(Plan plan) {
        this(new ControlledNodes(plan, true));
    }

    /** Creates a world that learns what nodes do together with the other worlds of a search. */
    public ControlledWorld(ControlledNodes automata) {
        this.plan = automata.plan();
        this.clients = new ControlledClients(plan, automata.requests());
        this.crashesLeft = plan.scope().crashes();
        nodes = new PlacedNode[plan.nodeIds().size()];
        this.network = new ControlledNetwork(nodes.length, plan.scope());
        this.facts = new FactOrder(nodes.length, automata.tracksFacts());
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = new PlacedNode(i, automata.automaton(i));
        }
        for (PlacedNode node : nodes) {
            apply(node, automata.automaton(node.index).start());
        }
    }

    private ControlledWorld(ControlledWorld other) {
        plan = other.plan;
        clients = new ControlledClients(other.clients);
        network = new ControlledNetwork(other.network);
        facts = new FactOrder(other.facts);
        nodes = new PlacedNode[other.nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = new PlacedNode(other.nodes[i]);
        }
        observations = other.observations;
        crashesLeft = other.crashesLeft;
        step = other.step;
    }

    @Override
    public Execution copy() {
        return new ControlledWorld(this);
    }

    /** Returns what was seen so far. */
    public List<Observation> observations() {
        return observations.toList();
    }

    /** Returns the number of crashes that may still happen. */
    public int crashesLeft() {
        return crashesLeft;
    }

    /** Returns the words that name an enabled event, or a variant of one, in this world; see {@link #find}. */
    public String name(long event) {
        return EventText.name(event, plan.nodeIds());
    }

    /** Returns what an enabled event does, for people: the message with its receiver, or the operation. */
    public String note(long event) {
        return switch (Event.kind(event)) {
            case DELIVER, DUPLICATE, LOSE -> {
                Message message = network.find(event).letter.message();
                yield "to " + message.destination() + ": " + message.body();
            }
            case INVOKE -> {
                Call next = clients.next(Event.subject(event));
                yield next.function() + " " + EdnWriter.toEdn(next.value());
            }
            case FIRE, RESTART, CRASH, PAUSE, RESUME, MOVE_CLOCK, TIME_OUT -> "";
        };
    }

    /** Returns the event of this name: enabled, a variant of an enabled event, or manual; empty if not possible. */
    public OptionalLong find(String name) {
        for (long event : enabled()) {
            OptionalLong found = EventText.variant(name, name(event), event);
            if (found.isPresent()) {
                return found;
            }
        }
        for (long event : manual()) {
            if (name(event).equals(name)) {
                return OptionalLong.of(event);
            }
        }
        return EventText.clockMove(name, plan.nodeIds());
    }

    /** Returns the pauses, ends of pauses and ends of waiting that are possible now; a search takes none of them. */
    public long[] manual() {
        return ManualEvents.possible(nodes, clients);
    }

    /** Returns what can be seen inside of the world now. */
    public WorldView view() {
        return new WorldView(nodes, network, clients);
    }

    @Override
    public int necessary() {
        return necessary;
    }

    @Override
    public long[] enabled() {
        long[] events = new long[3 * network.size() + clients.count() + nodes.length * 2 + unsynced()];
        int size = network.addDeliveries(events, 0, receiver -> nodes[receiver].isPaused());
        for (int client = 0; client < clients.count(); client++) {
            if (clients.canInvoke(client)) {
                events[size++] = Event.of(Kind.INVOKE, client, clients.made(client));
            }
        }
        for (PlacedNode node : nodes) {
            if (node.isUp() && !node.isPaused() && node.state().canFire) {
                events[size++] = Event.of(Kind.FIRE, node.index, node.firstTimer());
            } else if (!node.isUp()) {
                events[size++] = Event.of(Kind.RESTART, node.index, node.restarts());
            }
        }
        necessary = size;
        size = network.addFaults(
                events, size, receiver -> nodes[receiver].isUp(), receiver -> nodes[receiver].isPaused());
        if (crashesLeft > 0) {
            for (PlacedNode node : nodes) {
                for (int kept = 0; node.isUp() && kept <= node.state().unsynced; kept++) {
                    events[size++] = Event.of(Kind.CRASH, node.index, node.restarts()) | kept;
                }
            }
        }
        return Arrays.copyOf(events, size);
    }

    private int unsynced() {
        int sum = 0;
        for (PlacedNode node : nodes) {
            sum += node.state().unsynced;
        }
        return sum;
    }

    @Override
    public int cause(long event) {
        return switch (Event.kind(event)) {
            case DELIVER, DUPLICATE, LOSE -> network.find(event).sentAt;
            case INVOKE -> clients.freeSince(Event.subject(event));
            case FIRE -> nodes[Event.subject(event)].firstSince();
            case RESTART, CRASH -> nodes[Event.subject(event)].changedAt();
            case PAUSE, RESUME, MOVE_CLOCK, TIME_OUT -> throw ManualEvents.inSearch(event);
        };
    }

    @Override
    public long[] variants() {
        return variants;
    }

    @Override
    public boolean isAlternative(long taken, long disabled) {
        boolean isOneEvent = Execution.base(taken) == Execution.base(disabled);
        return switch (Event.kind(disabled)) {
            case FIRE -> true;
            // A handler that syncs leaves fewer records to lose; a crash elsewhere only spends the budget.
            case CRASH -> isOneEvent || Event.kind(taken) != Kind.CRASH && Event.variant(taken) == 0;
            case DELIVER, DUPLICATE, LOSE -> Event.isSameMessage(taken, disabled);
            case INVOKE, RESTART -> isOneEvent;
            case PAUSE, RESUME, MOVE_CLOCK, TIME_OUT -> throw ManualEvents.inSearch(disabled);
        };
    }

    @Override
    public Footprint take(long event) {
        step++;
        completes = false;
        variants = NONE;
        int subject = Event.subject(event);
        return switch (Event.kind(event)) {
            case DELIVER -> arrive(event, network.deliver(event));
            case DUPLICATE -> arrive(event, network.duplicate(event, step));
            case LOSE -> {
                network.lose(event);
                yield Footprint.NONE;
            }
            case INVOKE -> invoke(event, subject);
            case FIRE, RESTART, CRASH -> {
                handle(event, nodes[subject], new NodeEvent(Event.kind(event), null, Event.variant(event)));
                yield footprint(nodes[subject], false);
            }
            case PAUSE, RESUME, MOVE_CLOCK, TIME_OUT -> {
                takeManual(event, subject);
                yield Footprint.NONE;
            }
        };
    }

    private void takeManual(long event, int subject) {
        PlacedNode node = nodes[Event.kind(event) == Kind.TIME_OUT ? 0 : subject];
        switch (Event.kind(event)) {
            case PAUSE -> node.pause();
            case RESUME -> node.resume().forEach(request -> receive(event, node, request));
            case MOVE_CLOCK -> handle(event, node, new NodeEvent(Kind.MOVE_CLOCK, null, 0, Event.movedMillis(event)));
            case TIME_OUT -> complete(subject, clients.timedOut(subject));
            default -> throw new IllegalStateException("no manual event: " + name(event));
        }
    }

    private void receive(long event, PlacedNode node, Letter letter) {
        if (node.isUp()) {
            handle(event, node, new NodeEvent(Kind.DELIVER, letter, Event.variant(event)));
        }
    }

    private Footprint arrive(long event, ControlledNetwork.Pending arriving) {
        PlacedNode receiver = nodes[arriving.receiver()];
        facts.onArrival(receiver.index, arriving.known);
        receive(event, receiver, arriving.letter);
        return footprint(receiver, false);
    }

    private Footprint invoke(long event, int client) {
        Letter request = clients.invoke(client);
        PlacedNode receiver = nodes[request.receiver()];
        String node = request.message().destination();
        observations = observations.with(new Observation.Invoked(client, clients.call(client), node));
        facts.onInvocation(receiver.index);
        if (receiver.isPaused()) {
            receiver.await(request);
        } else if (receiver.isUp()) {
            receive(event, receiver, request);
        } else {
            complete(client, clients.down(client));
        }
        return footprint(receiver, true);
    }

    /** Lets an event happen at a node, and finds its variants: the crashes at each of its syncs. */
    private void handle(long event, PlacedNode node, NodeEvent happening) {
        Effect effect = node.take(happening, step);
        if (effect.crashed()) {
            crashesLeft--;
        }
        apply(node, effect);
        if (happening.kind() != Kind.CRASH && happening.variant() == 0 && crashesLeft > 0 && effect.syncs() > 0) {
            variants = new long[2 * effect.syncs()];
            for (int i = 0; i < variants.length; i++) {
                variants[i] = Event.withVariant(event, i + 1);
            }
        }
    }

    private void apply(PlacedNode node, Effect effect) {
        for (Object output : effect.outputs()) {
            if (output instanceof Effect.Seen fact) {
                observations = observations.with(fact.observation());
                facts.onFact(node.index, fact);
            } else {
                send(node, (Letter) output);
            }
        }
    }

    private void send(PlacedNode sender, Letter letter) {
        if (!letter.isForClient()) {
            network.send(sender.index, letter, step, facts.known(sender.index));
            return;
        }
        int client = clients.awaiting(letter);
        if (client >= 0) {
            facts.onCompletion(sender.index);
            complete(client, clients.outcome(client, letter));
        }
    }

    private void complete(int client, Requests.Outcome outcome) {
        completes = true;
        clients.complete(client, outcome, step);
        observations = observations.with(
                new Observation.Completed(client, clients.call(client), clients.node(client), outcome.completion()));
    }

    private Footprint footprint(PlacedNode node, boolean invokes) {
        return Footprints.of(node.index, invokes, completes);
    }

    @Override
    public StateKey state() {
        StateHash hash = new StateHash().add(crashesLeft);
        for (PlacedNode node : nodes) {
            hash.add(node.state().key);
        }
        clients.read(hash);
        facts.read(hash);
        network.read(hash);
        return hash.key();
    }

    @Override
    public long canonical(long event) {
        Kind kind = Event.kind(event);
        if (kind != Kind.CRASH && Event.variant(event) != 0 && crashesLeft == 0) {
            return GONE;
        }
        return switch (kind) {
            case DELIVER, DUPLICATE, LOSE -> network.canonical(event);
            case PAUSE, RESUME, MOVE_CLOCK, TIME_OUT -> throw ManualEvents.inSearch(event);
            case INVOKE, FIRE, RESTART, CRASH -> Event.of(kind, Event.subject(event), 0) | Event.variant(event);
        };
    }
}
