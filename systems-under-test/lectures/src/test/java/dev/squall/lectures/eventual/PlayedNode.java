package dev.squall.lectures.eventual;

import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.StableRecord;
import dev.squall.node.StableStorage;
import dev.squall.node.Timer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** One node with network, clients, timers, clock and crashes controlled by the test. */
final class PlayedNode implements Environment, StableStorage {

    final String nodeId;
    final Deque<Message> sent = new ArrayDeque<>();
    long wallClockNanos;
    private final List<String> nodeIds;
    private final NodeProgram program;
    private final Map<String, String> options;
    private final List<StableRecord> records = new ArrayList<>();
    private int synced;
    private Runnable timer = () -> {};
    private Node node;

    PlayedNode(String nodeId, List<String> nodeIds, NodeProgram program, Map<String, String> options) {
        this.nodeId = nodeId;
        this.nodeIds = nodeIds;
        this.program = program;
        this.options = options;
        restart();
    }

    /** Crashes, loses all unsynced records, and starts again. */
    void restart() {
        records.subList(synced, records.size()).clear();
        node = program.create(this, options);
        node.start();
    }

    /** Returns the answer to a client's request. */
    Body ask(Body request) {
        node.receive(new Message("c0", nodeId, 1, Message.NO_ID, request));
        Message reply = sent.removeLast();
        if (!reply.destination().equals("c0")) {
            throw new AssertionError("the last message is no reply: " + reply);
        }
        return reply.body();
    }

    void receive(Message message) {
        node.receive(message);
    }

    /** Lets the next period pass. */
    void fireTimer() {
        timer.run();
    }

    @Override
    public String nodeId() {
        return nodeId;
    }

    @Override
    public List<String> nodeIds() {
        return nodeIds;
    }

    /** Fails if a message leaves before its records are stable, because a crash could then undo them. */
    @Override
    public void send(Message message) {
        if (synced < records.size()) {
            throw new AssertionError(message + " leaves before " + records.get(synced) + " is stable");
        }
        sent.addLast(message);
    }

    @Override
    public Timer setTimer(long delayMillis, Runnable action) {
        timer = action;
        return () -> timer = () -> {};
    }

    @Override
    public long wallClockNanos() {
        return wallClockNanos;
    }

    @Override
    public long monotonicNanos() {
        return 0;
    }

    @Override
    public RandomGenerator random() {
        return new SplittableRandom(1);
    }

    @Override
    public StableStorage storage() {
        return this;
    }

    @Override
    public void journal(Fact fact) {}

    @Override
    public List<StableRecord> read() {
        return List.copyOf(records);
    }

    @Override
    public void append(StableRecord record) {
        records.add(record);
    }

    @Override
    public void sync() {
        synced = records.size();
    }

    @Override
    public void replace(List<? extends StableRecord> all) {
        records.clear();
        records.addAll(all);
        synced = records.size();
    }
}
