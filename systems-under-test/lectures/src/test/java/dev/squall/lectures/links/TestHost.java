package dev.squall.lectures.links;

import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.StableRecord;
import dev.squall.node.StableStorage;
import dev.squall.node.Timer;
import dev.squall.node.protocol.LinkFacts;
import dev.squall.node.protocol.Links;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** One node through all its lives, with network, timers and crashes controlled by the test. */
final class TestHost implements Environment, StableStorage {

    private static final class PowerFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /** All facts of the node, in all its lives. */
    final List<Fact> facts = new ArrayList<>();

    /** The node's messages that {@link #takeSent} has not returned yet. */
    private final List<Message> outbox = new ArrayList<>();

    private final String nodeId;
    private final List<String> nodeIds;
    private final NodeProgram program;
    private final List<Runnable> timers = new ArrayList<>();
    private List<StableRecord> records = new ArrayList<>();
    private int synced;
    private int unsyncedWhenSending;
    private int unsyncedKeptAtNextSync = -1;
    private Node node;

    TestHost(String nodeId, List<String> nodeIds, NodeProgram program) {
        this.nodeId = nodeId;
        this.nodeIds = nodeIds;
        this.program = program;
        restart();
    }

    /** Ends the node's life, if it has one, and begins another. Of the unsynced records only this many survive. */
    void crash(int unsyncedKept) {
        int kept = Math.min(records.size(), synced + unsyncedKept);
        records.subList(kept, records.size()).clear();
        synced = records.size();
        restart();
    }

    private void restart() {
        unsyncedKeptAtNextSync = -1;
        timers.clear();
        node = program.create(this, Map.of());
        node.start();
    }

    /** Makes the node crash in the middle of the handler that syncs next. */
    void crashAtNextSync(int unsyncedKept) {
        unsyncedKeptAtNextSync = unsyncedKept;
    }

    void receive(Message message) {
        run(() -> node.receive(message));
    }

    void receive(String from, Body body) {
        receive(new Message(from, nodeId, Message.NO_ID, Message.NO_ID, body));
    }

    /** Sends a client's request. */
    void send(String to, Object message) {
        receive(new Message("c0", nodeId, 1, Message.NO_ID, new Links.Send(to, message)));
    }

    /** Fires every timer that is set now. */
    void tick() {
        List<Runnable> due = List.copyOf(timers);
        timers.clear();
        due.forEach(this::run);
    }

    private void run(Runnable handler) {
        try {
            handler.run();
        } catch (PowerFailure e) {
            crash(unsyncedKeptAtNextSync);
        }
    }

    List<Message> takeSent() {
        List<Message> sent = List.copyOf(outbox);
        outbox.clear();
        return sent;
    }

    /**
     * Returns the bodies sent to a destination since the last call of this or {@link #takeSent}. Forgets the others.
     */
    List<Body> takeSentTo(String destination) {
        return takeSent().stream()
                .filter(message -> message.destination().equals(destination))
                .map(Message::body)
                .toList();
    }

    /** Returns the messages delivered according to the node's facts. */
    List<Object> delivered() {
        return facts.stream()
                .filter(LinkFacts.Delivered.class::isInstance)
                .map(fact -> ((LinkFacts.Delivered) fact).message())
                .toList();
    }

    <T extends Fact> T last(Class<T> type) {
        List<T> ofType = facts.stream().filter(type::isInstance).map(type::cast).toList();
        return ofType.get(ofType.size() - 1);
    }

    /** Returns the number of messages to nodes that left while an appended record was not stable. */
    int unsyncedWhenSending() {
        return unsyncedWhenSending;
    }

    @Override
    public String nodeId() {
        return nodeId;
    }

    @Override
    public List<String> nodeIds() {
        return nodeIds;
    }

    @Override
    public void send(Message message) {
        if (synced < records.size() && !Message.isClient(message.destination())) {
            unsyncedWhenSending++;
        }
        outbox.add(message);
    }

    @Override
    public Timer setTimer(long delayMillis, Runnable action) {
        timers.add(action);
        return () -> timers.remove(action);
    }

    @Override
    public long wallClockNanos() {
        throw new UnsupportedOperationException("a link needs no clock");
    }

    @Override
    public long monotonicNanos() {
        throw new UnsupportedOperationException("a link needs no clock");
    }

    @Override
    public RandomGenerator random() {
        throw new UnsupportedOperationException("a link needs no randomness");
    }

    @Override
    public StableStorage storage() {
        return this;
    }

    @Override
    public void journal(Fact fact) {
        facts.add(fact);
    }

    @Override
    public List<StableRecord> read() {
        return List.copyOf(records);
    }

    @Override
    public void append(StableRecord stored) {
        records.add(stored);
    }

    @Override
    public void sync() {
        if (unsyncedKeptAtNextSync >= 0 && synced < records.size()) {
            throw new PowerFailure();
        }
        synced = records.size();
    }

    @Override
    public void replace(List<? extends StableRecord> replacement) {
        records = new ArrayList<>(replacement);
        synced = records.size();
    }
}
