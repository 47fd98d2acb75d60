package dev.squall.lectures.quorum;

import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.StableRecord;
import dev.squall.node.StableStorage;
import dev.squall.node.Timer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Node n1 of a cluster. The test plays the other nodes and the clients. The node answers its own messages itself. */
final class LoneNode implements Environment, StableStorage {

    private record DueTimer(long atMillis, Runnable action) {}

    private final List<String> nodeIds = new ArrayList<>();
    private final Map<String, String> options;
    private final List<Message> outbox = new ArrayList<>();
    private final Map<Object, DueTimer> timers = new LinkedHashMap<>();
    private final List<StableRecord> records = new ArrayList<>();
    private int synced;
    private int unsyncedWhenSending;
    private long nowMillis;
    private long nextRequestId = 1;
    private Node node;

    LoneNode(int size, Map<String, String> options) {
        for (int i = 1; i <= size; i++) {
            nodeIds.add("n" + i);
        }
        this.options = options;
        start();
    }

    private void start() {
        node = new QuorumProgram().create(this, options);
        node.start();
    }

    /** Crashes the node, loses all unsynced records, and starts it again. */
    void restart() {
        records.subList(synced, records.size()).clear();
        timers.clear();
        start();
    }

    /** Sends a request as client c1. Returns the messages that the node sends because of it. */
    List<Message> request(Body body) {
        return receive(new Message("c1", "n1", nextRequestId++, Message.NO_ID, body));
    }

    /** Answers a message that the node has sent. */
    List<Message> answer(Message request, Body body) {
        return receive(new Message(request.destination(), "n1", Message.NO_ID, request.messageId(), body));
    }

    List<Message> receive(Message message) {
        node.receive(message);
        return takeSent();
    }

    /** Lets this much time pass. Returns the messages that the node sends meanwhile. */
    List<Message> run(long millis) {
        long untilMillis = nowMillis + millis;
        while (runNextTimer(untilMillis)) {
            deliverOwn();
        }
        nowMillis = untilMillis;
        return takeSent();
    }

    private boolean runNextTimer(long untilMillis) {
        for (; nowMillis <= untilMillis; nowMillis++) {
            for (Map.Entry<Object, DueTimer> entry : timers.entrySet()) {
                if (entry.getValue().atMillis() <= nowMillis) {
                    timers.remove(entry.getKey());
                    entry.getValue().action().run();
                    return true;
                }
            }
        }
        return false;
    }

    private List<Message> takeSent() {
        deliverOwn();
        List<Message> sent = List.copyOf(outbox);
        outbox.clear();
        return sent;
    }

    private void deliverOwn() {
        for (int i = 0; i < outbox.size(); i++) {
            if (outbox.get(i).destination().equals("n1")) {
                Message own = outbox.remove(i);
                i = -1;
                node.receive(own);
            }
        }
    }

    /** Returns the number of records that were not yet stable when some message left. */
    int unsyncedWhenSending() {
        return unsyncedWhenSending;
    }

    int timersSet() {
        return timers.size();
    }

    @Override
    public void send(Message message) {
        unsyncedWhenSending += records.size() - synced;
        outbox.add(message);
    }

    @Override
    public Timer setTimer(long delayMillis, Runnable action) {
        Object timer = new Object();
        timers.put(timer, new DueTimer(nowMillis + delayMillis, action));
        return () -> timers.remove(timer);
    }

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
    public void replace(List<? extends StableRecord> replacement) {
        records.clear();
        records.addAll(replacement);
        synced = records.size();
    }

    @Override
    public String nodeId() {
        return "n1";
    }

    @Override
    public List<String> nodeIds() {
        return List.copyOf(nodeIds);
    }

    @Override
    public long wallClockNanos() {
        throw new AssertionError("the store must not go by the wall clock");
    }

    @Override
    public long monotonicNanos() {
        return nowMillis * 1_000_000;
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
}
