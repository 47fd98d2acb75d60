package dev.squall.explore.world;

import dev.squall.client.Completion;
import dev.squall.explore.search.Execution;
import dev.squall.explore.search.Footprint;
import dev.squall.explore.world.Event.Kind;
import dev.squall.generator.Call;
import dev.squall.history.EdnWriter;
import dev.squall.node.Message;
import dev.squall.world.WorldException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
 * <p>People may also pause and resume nodes, move wall clocks, and end a client's wait. A search never does.
 *
 * <p>Checkers must not depend on the order of facts of different nodes that are not ordered by messages.
 */
public final class ControlledWorld implements Execution {

    private static final long[] NONE = {};

    private final Plan plan;
    private final ControlledClients clients;
    private final ControlledNode[] nodes;
    private final ControlledNetwork network;
    private final List<Observation> observations = new ArrayList<>();

    private int crashesLeft;
    private int necessary;
    /** Position of the step that is being taken; -1 while the nodes start. */
    private int step = -1;

    private boolean completes;
    private long[] variants = NONE;

    /** Creates a world and starts its nodes. */
    public ControlledWorld(Plan plan) {
        this.plan = plan;
        this.clients = new ControlledClients(plan);
        this.network = new ControlledNetwork(plan.scope());
        this.crashesLeft = plan.scope().crashes();
        nodes = new ControlledNode[plan.nodeIds().size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = new ControlledNode(this, plan.nodeIds().get(i), i, plan.seed());
        }
        for (ControlledNode node : nodes) {
            run(node, 0, () -> start(node));
            node.endStep(step);
        }
    }

    private void start(ControlledNode node) {
        node.start(plan.program().create(node, plan.options()), step);
    }

    /** Returns what was seen so far. */
    public List<Observation> observations() {
        return Collections.unmodifiableList(observations);
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
                Message message = network.find(event).message();
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
        for (ControlledNode node : nodes) {
            if (node.isUp() && !node.isPaused() && node.canFire(plan.scope().timers())) {
                events[size++] = Event.of(Kind.FIRE, node.index, node.firstTimer());
            } else if (!node.isUp()) {
                events[size++] = Event.of(Kind.RESTART, node.index, node.life());
            }
        }
        necessary = size;
        size = network.addFaults(
                events, size, receiver -> nodes[receiver].isUp(), receiver -> nodes[receiver].isPaused());
        if (crashesLeft > 0) {
            for (ControlledNode node : nodes) {
                for (int kept = 0; node.isUp() && kept <= node.storage.unsyncedCount(); kept++) {
                    events[size++] = Event.of(Kind.CRASH, node.index, node.life()) | kept;
                }
            }
        }
        return Arrays.copyOf(events, size);
    }

    private int unsynced() {
        int sum = 0;
        for (ControlledNode node : nodes) {
            sum += node.storage.unsyncedCount();
        }
        return sum;
    }

    @Override
    public int cause(long event) {
        return switch (Event.kind(event)) {
            case DELIVER, DUPLICATE, LOSE -> network.find(event).sentAt();
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
            case DELIVER -> {
                ControlledNetwork.Pending arriving = network.deliver(event);
                yield arrive(event, arriving.receiver(), arriving.message());
            }
            case DUPLICATE -> {
                ControlledNetwork.Pending arriving = network.duplicate(event, step);
                yield arrive(event, arriving.receiver(), arriving.message());
            }
            case LOSE -> {
                network.lose(event);
                yield Footprint.NONE;
            }
            case INVOKE -> invoke(event, subject);
            case FIRE -> handle(event, nodes[subject], nodes[subject]::fire);
            case RESTART -> handle(event, nodes[subject], () -> start(nodes[subject]));
            case CRASH -> {
                crash(nodes[subject], Event.variant(event));
                nodes[subject].endStep(step);
                yield footprint(nodes[subject], false);
            }
            case PAUSE, RESUME, MOVE_CLOCK, TIME_OUT -> {
                takeManual(event, subject);
                yield Footprint.NONE;
            }
        };
    }

    private void takeManual(long event, int subject) {
        switch (Event.kind(event)) {
            case PAUSE -> nodes[subject].pause();
            case RESUME -> nodes[subject].resume().forEach(request -> arrive(event, subject, request));
            case MOVE_CLOCK -> nodes[subject].moveWallClock(Event.movedMillis(event));
            case TIME_OUT -> complete(subject, plan.client().indefinite(clients.call(subject), "timed out"));
            default -> throw new IllegalStateException("no manual event: " + name(event));
        }
    }

    private Footprint arrive(long event, int node, Message message) {
        ControlledNode receiver = nodes[node];
        return receiver.isUp() ? handle(event, receiver, () -> receiver.receive(message)) : footprint(receiver, false);
    }

    private Footprint invoke(long event, int client) {
        Message request = clients.invoke(client);
        ControlledNode receiver = nodes[plan.nodeIds().indexOf(request.destination())];
        record(new Observation.Invoked(client, clients.call(client), request.destination()));
        if (receiver.isPaused()) {
            receiver.await(request);
        } else if (receiver.isUp()) {
            handle(event, receiver, () -> receiver.receive(request));
        } else {
            complete(
                    client,
                    Completion.fail(clients.call(client).value(), "node " + request.destination() + " is down"));
        }
        return footprint(receiver, true);
    }

    /** Runs a handler of a node, and finds its variants: the crashes at each of its syncs. */
    private Footprint handle(long event, ControlledNode node, Runnable handler) {
        int variant = Event.variant(event);
        run(node, variant, handler);
        int syncs = node.storage.syncsInHandler();
        if (variant == 0 && crashesLeft > 0 && syncs > 0) {
            variants = new long[2 * syncs];
            for (int i = 0; i < variants.length; i++) {
                variants[i] = Event.withVariant(event, i + 1);
            }
        }
        node.endStep(step);
        return footprint(node, false);
    }

    /** @param variant 2 k - 1 to crash before sync k and lose what is unsynced, 2 k to keep it; 0 not to crash */
    private void run(ControlledNode node, int variant, Runnable handler) {
        node.storage.beginHandler((variant + 1) / 2);
        try {
            handler.run();
        } catch (PowerFailure e) {
            crash(node, variant % 2 == 0 ? node.storage.unsyncedCount() : 0);
        } catch (WorldException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new WorldException(
                    "node " + node.nodeId() + " failed in a handler: " + e
                            + "; a node must handle whatever it receives",
                    e);
        }
    }

    private void crash(ControlledNode node, int kept) {
        crashesLeft--;
        node.crash(kept, step);
        record(new Observation.Crashed(node.nodeId(), node.life()));
    }

    private Footprint footprint(ControlledNode node, boolean invokes) {
        return Footprints.of(node.index, invokes, completes);
    }

    List<String> nodeIds() {
        return plan.nodeIds();
    }

    void record(Observation observation) {
        observations.add(observation);
    }

    void sendFrom(ControlledNode sender, Message message) {
        int receiver = plan.nodeIds().indexOf(message.destination());
        if (receiver >= 0) {
            network.send(sender, receiver, message, step);
        } else if (Message.isClient(message.destination())) {
            int client = clients.awaiting(message);
            if (client >= 0) {
                complete(client, clients.completion(client, message));
            }
        } else {
            throw new WorldException("node " + sender.nodeId() + " sent a message to '" + message.destination()
                    + "'; expected a client or one of the nodes " + plan.nodeIds()
                    + ", since services are not explored");
        }
    }

    private void complete(int client, Completion completion) {
        completes = true;
        clients.complete(client, step);
        record(new Observation.Completed(client, clients.call(client), clients.node(client), completion));
    }
}
