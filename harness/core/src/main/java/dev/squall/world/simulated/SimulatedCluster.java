package dev.squall.world.simulated;

import dev.squall.fault.LateMessages;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.NodeProgram;
import dev.squall.node.StableRecord;
import dev.squall.node.wire.Envelope;
import dev.squall.node.wire.WireCodec;
import dev.squall.world.ArbitraryLinks;
import dev.squall.world.Clocks;
import dev.squall.world.Cluster;
import dev.squall.world.ClusterObserver;
import dev.squall.world.ClusterObserver.MessageEvent;
import dev.squall.world.CrashableAtSync;
import dev.squall.world.DamageableDisks;
import dev.squall.world.FillableDisks;
import dev.squall.world.KillEvidence;
import dev.squall.world.Latency;
import dev.squall.world.MessageLinks;
import dev.squall.world.Network;
import dev.squall.world.Pausable;
import dev.squall.world.Seed;
import dev.squall.world.StorageFault;
import dev.squall.world.WorldException;
import dev.squall.world.WriteLoss;
import dev.squall.world.adversary.Adversary;
import dev.squall.world.service.Services;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A cluster under virtual time. Handlers take no time, and the {@link Network} decides the latency of messages. Disks
 * are {@link SimulatedStorage} and clocks are {@link SimulatedClock}.
 *
 * <p>Fault model: a node crashes between two handlers, or in the middle of a handler when it is about to sync. A paused
 * node receives the messages of its pause when it resumes; a kill loses these messages.
 */
// Longer than 350 lines: each capability of a cluster takes a few lines, which pass it on to a node.
public final class SimulatedCluster
        implements Cluster,
                MessageLinks,
                ArbitraryLinks,
                LateMessages.PatientLinks,
                CrashableAtSync,
                Pausable,
                Clocks,
                DamageableDisks,
                FillableDisks {

    private final NodeProgram program;
    private final Map<String, String> options;
    private final SimulatedTimeline timeline;
    private final List<String> nodeIds;
    private final Map<String, SimulatedNode> nodes = new LinkedHashMap<>();
    private final Network network;
    private final SplittableRandom diskRandom;
    private final Adversary adversary;
    private final Services services;
    /** Codec of requests to services; null until a node calls one, since making it takes long. */
    private WireCodec codec;
    /** Actions that kill a node in its next sync, by the node's name. */
    private final Map<String, Runnable> killsAtSync = new HashMap<>();

    private ClusterObserver observer;
    private long nextMessageNumber;

    public SimulatedCluster(
            NodeProgram program,
            Map<String, String> options,
            List<String> nodeIds,
            Latency latency,
            Seed seed,
            SimulatedTimeline timeline) {
        this.program = program;
        this.options = options;
        this.timeline = timeline;
        this.nodeIds = List.copyOf(nodeIds);
        this.network = new Network(nodeIds.size(), latency, seed.stream("network"));
        this.diskRandom = seed.stream("disk");
        this.services = new Services(seed);
        this.adversary = new Adversary(() -> new WireCodec(program.vocabulary()), nodeIds);
        for (String id : nodeIds) {
            nodes.put(id, new SimulatedNode(this, id, nodes.size(), seed.stream("node " + id)));
        }
    }

    @Override
    public List<String> nodeIds() {
        return nodeIds;
    }

    @Override
    public void start(ClusterObserver newObserver, Runnable whenReady) {
        observer = newObserver;
        for (SimulatedNode node : nodes.values()) {
            node.start(program.create(node, options));
        }
        timeline.schedule(timeline.nowNanos(), whenReady);
    }

    @Override
    public boolean send(Message request) {
        SimulatedNode node = node(request.destination());
        if (!node.isUp()) {
            return false;
        }
        long number = nextMessageNumber++;
        observer.onMessage(MessageEvent.SENT, number, request);
        timeline.schedule(timeline.nowNanos(), new Arrival(node, number, request));
        return true;
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public boolean isUp(String nodeId) {
        return node(nodeId).isUp();
    }

    @Override
    public boolean isPaused(String nodeId) {
        return node(nodeId).isPaused();
    }

    @Override
    public KillEvidence kill(String nodeId, WriteLoss loss) {
        SimulatedNode node = node(nodeId);
        if (!node.isUp()) {
            return new KillEvidence(false, 0, 0);
        }
        int unsynced = node.storage.unsyncedCount();
        node.kill();
        killsAtSync.remove(nodeId);
        observer.onLifeEnd(nodeId, node.life(), true);
        return new KillEvidence(true, unsynced, node.storage.crash(loss, diskRandom));
    }

    @Override
    public boolean hasUnsyncedWrites(String nodeId) {
        return node(nodeId).isUp() && node(nodeId).storage.unsyncedCount() > 0;
    }

    /** Returns the records in a node's storage, oldest first. */
    public List<StableRecord> records(String nodeId) {
        return node(nodeId).storage.read();
    }

    /** Returns the records that a node has not synced, oldest first. */
    public List<StableRecord> unsyncedRecords(String nodeId) {
        List<StableRecord> records = records(nodeId);
        return records.subList(records.size() - node(nodeId).storage.unsyncedCount(), records.size());
    }

    @Override
    public Runnable killAtNextSync(String nodeId, WriteLoss loss, Consumer<KillEvidence> report) {
        SimulatedNode node = node(nodeId);
        if (!node.isUp()) {
            return () -> {};
        }
        int life = node.life();
        killsAtSync.put(nodeId, () -> report.accept(kill(nodeId, loss)));
        return () -> {
            if (node.isUp() && node.life() == life) {
                killsAtSync.remove(nodeId);
            }
        };
    }

    @Override
    public void restart(String nodeId) {
        SimulatedNode node = node(nodeId);
        if (node.isUp()) {
            return;
        }
        if (node.storage.suffers(StorageFault.BIT_FLIP)) {
            // A node that reads damaged storage finds the damage and refuses to start.
            node.storageDeaths.add(StorageFault.BIT_FLIP);
        } else {
            node.start(program.create(node, options));
        }
    }

    @Override
    public void pause(String nodeId) {
        node(nodeId).pause();
    }

    @Override
    public void resume(String nodeId) {
        node(nodeId).resume();
    }

    @Override
    public void setClock(String nodeId, long offsetNanos, long ratePartsPerBillion) {
        node(nodeId).clock.set(offsetNanos, ratePartsPerBillion, timeline.nowNanos());
    }

    @Override
    public long clockOffsetNanos(String nodeId) {
        return node(nodeId).clock.offsetNanos(timeline.nowNanos());
    }

    @Override
    public boolean fillDisk(String nodeId) {
        return node(nodeId).storage.inject(StorageFault.FULL);
    }

    @Override
    public void freeDisk(String nodeId) {
        heal(nodeId, StorageFault.FULL);
    }

    @Override
    public boolean flipBit(String nodeId) {
        SimulatedStorage storage = node(nodeId).storage;
        if (storage.suffers(StorageFault.BIT_FLIP)) {
            return false;
        }
        boolean wasUp = kill(nodeId).wasUp();
        boolean isNew = storage.inject(StorageFault.BIT_FLIP);
        if (wasUp) {
            restart(nodeId);
        }
        return isNew;
    }

    @Override
    public void repair(String nodeId) {
        heal(nodeId, StorageFault.BIT_FLIP);
    }

    private void heal(String nodeId, StorageFault fault) {
        SimulatedNode node = node(nodeId);
        node.storage.heal(fault);
        if (node.storageDeaths.cause().filter(fault::equals).isPresent()) {
            restart(nodeId);
        }
    }

    @Override
    public int storageDeaths(String nodeId, StorageFault fault) {
        return node(nodeId).storageDeaths.count(fault);
    }

    /** Notes that a node has ended within a handler because its storage rejected a write. */
    void onStorageDeath(SimulatedNode node) {
        kill(node.nodeId(), WriteLoss.NONE);
        node.storageDeaths.add(StorageFault.FULL);
    }

    /**
     * Called when a node is about to sync its writes. If the node must crash at this sync, a {@link PowerFailure}
     * unwinds its handler.
     */
    void beforeSync(SimulatedNode node) {
        if (killsAtSync.containsKey(node.nodeId())) {
            throw new PowerFailure();
        }
    }

    void onPowerFailure(SimulatedNode node) {
        killsAtSync.remove(node.nodeId()).run();
    }

    @Override
    public void close() {
        timeline.stop();
    }

    SimulatedTimeline timeline() {
        return timeline;
    }

    void onFact(SimulatedNode node, Fact fact) {
        observer.onFact(node.nodeId(), node.life(), fact);
    }

    void onReceived(long number, Message message) {
        observer.onMessage(MessageEvent.RECEIVED, number, message);
    }

    void sendFrom(SimulatedNode sender, Message message) {
        long number = nextMessageNumber++;
        observer.onMessage(MessageEvent.SENT, number, message);
        SimulatedNode receiver = nodes.get(message.destination());
        if (receiver == null) {
            sendOut(sender, number, message);
            return;
        }
        long arrivalNanos = network.route(sender.index(), receiver.index(), timeline.nowNanos());
        if (arrivalNanos == Network.NEVER) {
            observer.onMessage(MessageEvent.LOST, number, message);
            return;
        }
        Adversary.Arrivals arrivals = adversary.tamper(message, network.tampering());
        if (arrivals.message().isEmpty()) {
            observer.onMessage(MessageEvent.LOST, number, message);
            return;
        }
        Message arriving = arrivals.message().get();
        carry(sender, arrivalNanos, new Arrival(receiver, number, arriving));
        if (network.duplicateArrivalNanos() != Network.NEVER) {
            timeline.schedule(network.duplicateArrivalNanos(), new Arrival(receiver, number, arriving));
        }
        arrivals.extra().ifPresent(extra -> {
            long extraNumber = nextMessageNumber++;
            observer.onMessage(MessageEvent.SENT, extraNumber, extra);
            carry(sender, arrivalNanos, new Arrival(receiver, extraNumber, extra));
        });
    }

    private void carry(SimulatedNode sender, long arrivalNanos, Arrival arrival) {
        if (arrivalNanos == Network.HELD) {
            network.hold(() -> timeline.schedule(
                    network.routeReleased(sender.index(), arrival.receiver.index(), timeline.nowNanos()), arrival));
        } else {
            timeline.schedule(arrivalNanos, arrival);
        }
    }

    /** Sends a message to a client or a service. */
    private void sendOut(SimulatedNode sender, long number, Message message) {
        if (Message.isClient(message.destination())) {
            timeline.schedule(timeline.nowNanos(), () -> deliverToClient(number, message));
        } else if (Services.isService(message.destination())) {
            serve(sender, number, message);
        } else {
            throw new WorldException("node " + sender.nodeId() + " sent a message to '" + message.destination()
                    + "'; expected a client, one of the nodes " + nodeIds + ", or one of the services "
                    + Services.names());
        }
    }

    private void serve(SimulatedNode client, long number, Message request) {
        if (codec == null) {
            codec = new WireCodec(program.vocabulary());
        }
        afterLatency(() -> {
            observer.onMessage(MessageEvent.RECEIVED, number, request);
            Message reply = services.serve(
                    request, Envelope.parse(codec.encode(request)).body().json());
            long replyNumber = nextMessageNumber++;
            Message decoded = codec.decode(Envelope.parse(codec.encode(reply)));
            observer.onMessage(MessageEvent.SENT, replyNumber, decoded);
            afterLatency(new Arrival(client, replyNumber, decoded));
        });
    }

    private void afterLatency(Runnable action) {
        timeline.schedule(timeline.nowNanos() + network.drawLatencyNanos(), action);
    }

    private void deliverToClient(long number, Message message) {
        observer.onMessage(MessageEvent.RECEIVED, number, message);
        observer.onReply(message);
    }

    private SimulatedNode node(String nodeId) {
        SimulatedNode node = nodes.get(nodeId);
        if (node == null) {
            throw new IllegalArgumentException("no node is called " + nodeId + "; the nodes are " + nodeIds);
        }
        return node;
    }

    /** A message that arrives at the end of its link. */
    private final class Arrival implements Runnable {

        private final SimulatedNode receiver;
        private final long number;
        private final Message message;

        Arrival(SimulatedNode receiver, long number, Message message) {
            this.receiver = receiver;
            this.number = number;
            this.message = message;
        }

        @Override
        public void run() {
            if (receiver.isUp()) {
                receiver.deliver(message, number);
            } else {
                observer.onMessage(MessageEvent.LOST, number, message);
            }
        }
    }
}
