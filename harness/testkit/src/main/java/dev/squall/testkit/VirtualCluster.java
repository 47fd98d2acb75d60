package dev.squall.testkit;

import dev.squall.fault.ActiveFault;
import dev.squall.fault.Fault;
import dev.squall.fault.FaultContext;
import dev.squall.fault.Partition;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.NodeProgram;
import dev.squall.node.StableRecord;
import dev.squall.world.Latency;
import dev.squall.world.Seed;
import dev.squall.world.WriteLoss;
import dev.squall.world.simulated.SimulatedCluster;
import dev.squall.world.simulated.SimulatedTimeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * A simulated cluster that a test drives step by step, without callbacks. The nodes are named n1, n2 and so on. Nothing
 * happens between two calls: virtual time passes only in {@link #run}, {@link #runUntil}, {@link #settle} and {@link
 * #ask}.
 *
 * <p>The test may play some of the nodes itself. A played node runs no program and never reacts to messages; the test
 * sends messages in its name. Client links are instant and have no faults. The same calls with the same seed give the
 * same run.
 *
 * <p>A node that throws an exception in a handler fails the call in which virtual time passed, with a {@link
 * dev.squall.world.WorldException}. Not thread-safe.
 */
public final class VirtualCluster {

    /** Parameters of a cluster that has not been started. */
    public static final class Setup {

        private final NodeProgram program;
        private int size = 3;
        private Map<String, String> options = Map.of();
        private Set<String> played = Set.of();
        private Latency latency = Latency.NONE;
        private Seed seed = new Seed(1);
        private BiConsumer<String, Fact> observer = (nodeId, fact) -> {};

        private Setup(NodeProgram program) {
            this.program = program;
        }

        /** Sets the number of nodes; the default is 3. */
        public Setup size(int nodes) {
            size = nodes;
            return this;
        }

        /** Sets the program's options. */
        public Setup options(Map<String, String> programOptions) {
            options = programOptions;
            return this;
        }

        /** Sets the nodes that the test plays. */
        public Setup playing(String... nodeIds) {
            played = Set.of(nodeIds);
            return this;
        }

        /** Sets the latency between nodes; the default is none. */
        public Setup latency(Latency betweenNodes) {
            latency = betweenNodes;
            return this;
        }

        /** Sets the seed of everything random; the default is 1. */
        public Setup seed(long value) {
            seed = new Seed(value);
            return this;
        }

        /**
         * Sets the observer of facts, which is called when a node notes a fact. An error that the observer throws fails
         * the test.
         */
        public Setup observing(BiConsumer<String, Fact> factObserver) {
            observer = factObserver;
            return this;
        }

        /** Starts every node. */
        public VirtualCluster start() {
            return new VirtualCluster(this);
        }
    }

    private final SimulatedTimeline timeline = new SimulatedTimeline();
    private final SimulatedCluster cluster;
    private final PlayedNodes played;
    private final Observations observations;
    private final FaultContext faultContext;
    private final List<ActiveFault> cuts = new ArrayList<>();
    private long messageIds;

    private VirtualCluster(Setup setup) {
        List<String> nodeIds =
                IntStream.rangeClosed(1, setup.size).mapToObj(i -> "n" + i).toList();
        played = new PlayedNodes(setup.program, setup.played);
        cluster = new SimulatedCluster(played, setup.options, nodeIds, setup.latency, setup.seed, timeline);
        observations = new Observations(cluster, setup.played, setup.observer);
        faultContext = new FaultContext(cluster, timeline, setup.seed.stream("faults"), Optional::empty);
        cluster.start(observations, () -> {});
        settle();
    }

    /** Returns the default parameters of a cluster of three nodes of this program. */
    public static Setup of(NodeProgram program) {
        return new Setup(program);
    }

    /** Returns the simulated cluster itself, which has methods for kills, pauses, clocks and disks. */
    public SimulatedCluster world() {
        return cluster;
    }

    /** Returns the nodes' names, in order. */
    public List<String> nodeIds() {
        return cluster.nodeIds();
    }

    // ---- Time

    /** Returns the virtual time since the start, in nanoseconds. */
    public long nowNanos() {
        return timeline.nowNanos();
    }

    /** Schedules an action of the test after a delay of virtual time. */
    public void schedule(long delayMillis, Runnable action) {
        timeline.schedule(nowNanos() + TimeUnit.MILLISECONDS.toNanos(delayMillis), action);
    }

    /** Runs everything that is due now, without letting time pass. */
    public void settle() {
        run(0);
    }

    /** Advances the virtual time, and runs everything that is due in that period. */
    public void run(long millis) {
        runUntil(() -> false, millis);
    }

    /** Runs until the condition holds, for at most this many milliseconds. Returns true if the condition holds. */
    public boolean runUntil(BooleanSupplier condition, long millis) {
        long untilNanos = nowNanos() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!condition.getAsBoolean()) {
            if (!timeline.step(untilNanos)) {
                return condition.getAsBoolean();
            }
        }
        return true;
    }

    // ---- Messages

    /**
     * Sends a message from a client, or from a node that the test plays. A client's message to a node that is down is
     * lost.
     *
     * @throws IllegalArgumentException if the sender is neither a client nor a played node
     */
    public void send(Message message) {
        if (message.isFromClient()) {
            cluster.send(message);
        } else {
            played.environment(message.source()).send(message);
        }
    }

    /**
     * Returns the environment of a node that the test plays, for tests of single parts of a node.
     *
     * @throws IllegalArgumentException if the test does not play the node
     */
    public Environment environment(String nodeId) {
        return played.environment(nodeId);
    }

    /** Sends a client's request; the returned value will hold the reply. */
    public ClientRequest request(String client, String nodeId, Body body) {
        ClientRequest request = observations.open(new Message(client, nodeId, messageIds++, Message.NO_ID, body));
        send(request.message());
        return request;
    }

    /**
     * Sends a request and runs until its reply has arrived. Returns null if the reply does not arrive within a second
     * of virtual time.
     */
    public Body ask(String client, String nodeId, Body body) {
        ClientRequest request = request(client, nodeId, body);
        runUntil(request::isAnswered, TimeUnit.SECONDS.toMillis(1));
        return request.reply();
    }

    /** Returns all requests that were made by {@link #request} and {@link #ask}, in order. */
    public List<ClientRequest> requests() {
        return observations.requests();
    }

    /** Returns the messages that nodes have sent to others since the last call, lost ones included, in order. */
    public List<Message> takeSent() {
        return observations.takeSent();
    }

    // ---- Faults

    /** Injects a fault into the cluster; {@link ActiveFault#undo} ends the fault. */
    public ActiveFault inject(Fault fault) {
        return fault.inject(faultContext, () -> {})
                .orElseThrow(() -> new AssertionError("the fault " + fault + " has nothing to strike"));
    }

    /** Cuts one direction of a link: messages sent from now on are lost. */
    public void cut(String from, String to) {
        cuts.add(inject(new Partition(Map.of(from, List.of(to)))));
    }

    /** Cuts the links between these nodes and all others, in both directions. */
    public void separate(String... group) {
        List<String> inside = Arrays.asList(group);
        Map<String, List<String>> links = new LinkedHashMap<>();
        for (String from : nodeIds()) {
            List<String> lost = nodeIds().stream()
                    .filter(to -> inside.contains(from) != inside.contains(to))
                    .toList();
            if (!lost.isEmpty()) {
                links.put(from, lost);
            }
        }
        if (!links.isEmpty()) {
            cuts.add(inject(new Partition(links)));
        }
    }

    /** Heals every link that {@link #cut} or {@link #separate} has cut. */
    public void heal() {
        cuts.forEach(cut -> cut.undo(() -> {}));
        cuts.clear();
    }

    /** Ends a node's life, loses these unsynced writes, and starts the node again. */
    public void crash(String nodeId, WriteLoss loss) {
        cluster.kill(nodeId, loss);
        cluster.restart(nodeId);
        settle();
    }

    /**
     * Makes a node crash in the middle of the handler that syncs next, and start again at the same instant.
     *
     * @return an action that withdraws the crash, if it has not happened yet
     */
    public Runnable crashAtNextSync(String nodeId, WriteLoss loss) {
        return cluster.killAtNextSync(nodeId, loss, evidence -> schedule(0, () -> cluster.restart(nodeId)));
    }

    // ---- Observations

    /** Returns a node's facts of all its lives, oldest first. */
    public List<Fact> facts(String nodeId) {
        return observations.facts(nodeId, 0);
    }

    /** Returns a node's facts since its last start, oldest first. */
    public List<Fact> factsOfThisLife(String nodeId) {
        return observations.facts(nodeId, observations.life(nodeId));
    }

    /** Returns a node's latest fact of this class, or null if there is none. */
    public <T extends Fact> T last(String nodeId, Class<T> type) {
        List<T> facts =
                facts(nodeId).stream().filter(type::isInstance).map(type::cast).toList();
        return facts.isEmpty() ? null : facts.get(facts.size() - 1);
    }

    /**
     * Returns each record that was not yet stable when its node sent a message. A crash could lose such a record after
     * other nodes have learned of it.
     */
    public List<StableRecord> unsyncedWhenSending() {
        return observations.unsyncedWhenSending();
    }
}
