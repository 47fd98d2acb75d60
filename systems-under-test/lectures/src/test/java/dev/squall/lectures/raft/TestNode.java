package dev.squall.lectures.raft;

import dev.squall.node.Environment;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.StableStorage;
import dev.squall.node.Timer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** One node of a cluster through all its lives, and its environment. */
final class TestNode implements Environment {

    private static final class SimulatedCrash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final String nodeId;
    private final List<String> nodeIds;
    private final NodeProgram program;
    private final Map<String, String> options;
    private final VirtualTime time;
    private final SplittableRandom random;
    private final Consumer<Message> network;
    private final TestStorage storage = new TestStorage(this::perhapsCrash);
    private final List<Fact> facts = new ArrayList<>();
    private final Deque<Runnable> heldBack = new ArrayDeque<>();
    private Consumer<Fact> observer = fact -> {};
    private double crashChance;
    private boolean paused;
    private Node node;
    private int life;

    TestNode(
            String nodeId,
            List<String> nodeIds,
            NodeProgram program,
            Map<String, String> options,
            VirtualTime time,
            SplittableRandom random,
            Consumer<Message> network) {
        this.nodeId = nodeId;
        this.nodeIds = nodeIds;
        this.program = program;
        this.options = options;
        this.time = time;
        this.random = random;
        this.network = network;
    }

    void observe(Consumer<Fact> factObserver) {
        observer = factObserver;
    }

    void start() {
        node = program.create(this, options);
        life++;
        handle(node::start);
    }

    boolean isUp() {
        return node != null;
    }

    void receive(Message message) {
        handle(() -> node.receive(message));
    }

    /** Ends the life. A random number of the unsynced records survives. */
    void crash() {
        crash(random.nextInt(storage.unsynced() + 1));
    }

    void crash(int unsyncedKept) {
        node = null;
        paused = false;
        heldBack.clear();
        storage.crash(unsyncedKept);
    }

    void pause() {
        paused = true;
    }

    /** Runs the actions that were held back while the node was paused. */
    void resume() {
        paused = false;
        while (!heldBack.isEmpty() && !paused) {
            handle(heldBack.removeFirst());
        }
    }

    /**
     * Makes the node crash, from now on, with this probability before each message that it sends or record it stores.
     */
    void crashWithin(double chance) {
        crashChance = chance;
    }

    List<Fact> facts() {
        return facts;
    }

    /** Returns the latest fact of this class, null if there is none. */
    <T extends Fact> T last(Class<T> type) {
        for (int i = facts.size() - 1; i >= 0; i--) {
            if (type.isInstance(facts.get(i))) {
                return type.cast(facts.get(i));
            }
        }
        return null;
    }

    TestStorage disk() {
        return storage;
    }

    private void handle(Runnable action) {
        if (node == null) {
            return;
        }
        if (paused) {
            heldBack.addLast(action);
            return;
        }
        try {
            action.run();
        } catch (SimulatedCrash crash) {
            crash();
        }
    }

    private void perhapsCrash() {
        if (crashChance > 0 && random.nextDouble() < crashChance) {
            throw new SimulatedCrash();
        }
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
        perhapsCrash();
        network.accept(message);
    }

    @Override
    public Timer setTimer(long delayMillis, Runnable action) {
        int setInLife = life;
        boolean[] cancelled = {false};
        time.schedule(delayMillis * 1_000_000, () -> {
            if (life == setInLife) {
                handle(() -> {
                    if (!cancelled[0]) {
                        action.run();
                    }
                });
            }
        });
        return () -> cancelled[0] = true;
    }

    @Override
    public long wallClockNanos() {
        return random.nextLong();
    }

    @Override
    public long monotonicNanos() {
        return time.nowNanos();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public StableStorage storage() {
        return storage;
    }

    @Override
    public void journal(Fact fact) {
        facts.add(fact);
        observer.accept(fact);
    }
}
