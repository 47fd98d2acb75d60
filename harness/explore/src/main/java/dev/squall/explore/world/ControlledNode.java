package dev.squall.explore.world;

import dev.squall.node.Environment;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.StableStorage;
import dev.squall.node.Timer;
import dev.squall.world.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * One controlled node through all its lives; it is the environment of the current life.
 *
 * <p>The clocks of a node move only when one of its timers fires, to the time at which the timer is due. So the clocks
 * of two nodes may drift apart without bound, as in the asynchronous model, and a reading depends on nothing that
 * happens at other nodes. Timers of one node fire in the order in which they are due. The wall clock has an offset that
 * only a manual event moves.
 */
final class ControlledNode implements Environment {

    /** Midnight of 1 January 2026 UTC, when every simulation begins. */
    private static final long EPOCH_NANOS = 1_767_225_600L * 1_000_000_000L;

    final ControlledStorage storage = new ControlledStorage();
    final int index;

    private final ControlledWorld world;
    private final String id;
    private final long seed;
    private final List<ControlledTimer> timers = new ArrayList<>();

    private final List<Message> waiting = new ArrayList<>();

    private RandomGenerator random;
    private Node node;
    private int life = -1;
    private long nowNanos;
    private long wallOffsetNanos;
    private boolean paused;
    private long nextTimer;
    private long nextMessage;
    private int timersFired;
    private int changedAt = -1;
    private ControlledTimer first;
    private int firstSince = -1;

    ControlledNode(ControlledWorld world, String id, int index, long seed) {
        this.world = world;
        this.id = id;
        this.index = index;
        this.seed = seed;
    }

    boolean isUp() {
        return node != null;
    }

    boolean isPaused() {
        return paused;
    }

    void pause() {
        paused = true;
    }

    /** Ends the pause; returns the requests that have arrived meanwhile, in their order. */
    List<Message> resume() {
        paused = false;
        List<Message> arrived = List.copyOf(waiting);
        waiting.clear();
        return arrived;
    }

    /** Keeps a request until the end of the pause. */
    void await(Message request) {
        waiting.add(request);
    }

    void moveWallClock(int millis) {
        wallOffsetNanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    long wallOffsetNanos() {
        return wallOffsetNanos;
    }

    /** Returns the object that is the node in its current life; null while the node is down. */
    Node node() {
        return node;
    }

    /** Returns when the node's timers are due by its monotonic clock, in nanoseconds, the first one first. */
    List<Long> timersDueNanos() {
        return timers.stream().map(timer -> timer.dueNanos).sorted().toList();
    }

    int life() {
        return life;
    }

    /** Returns the position of the step that started or crashed the node last; -1 for the first start. */
    int changedAt() {
        return changedAt;
    }

    void start(Node newNode, int step) {
        life++;
        changedAt = step;
        node = newNode;
        node.start();
    }

    void receive(Message message) {
        node.receive(message);
    }

    void crash(int kept, int step) {
        node = null;
        changedAt = step;
        paused = false;
        waiting.clear();
        timers.clear();
        storage.crash(kept);
    }

    /** Notes which timer is due first, after a step of this node. */
    void endStep(int step) {
        ControlledTimer now = earliest();
        if (now != first) {
            first = now;
            firstSince = step;
        }
    }

    private ControlledTimer earliest() {
        ControlledTimer earliest = null;
        for (ControlledTimer timer : timers) {
            if (earliest == null || timer.dueNanos < earliest.dueNanos) {
                earliest = timer;
            }
        }
        return earliest;
    }

    boolean canFire(int timersMax) {
        return first != null && timersFired < timersMax;
    }

    long firstTimer() {
        return first.number;
    }

    int firstSince() {
        return firstSince;
    }

    void fire() {
        ControlledTimer due = first;
        timers.remove(due);
        timersFired++;
        nowNanos = Math.max(nowNanos, due.dueNanos);
        due.action.run();
    }

    /** Returns the number of the node's next message. */
    long nextMessage() {
        return nextMessage++;
    }

    @Override
    public String nodeId() {
        return id;
    }

    @Override
    public List<String> nodeIds() {
        return world.nodeIds();
    }

    @Override
    public void send(Message message) {
        world.sendFrom(this, message);
    }

    @Override
    public Timer setTimer(long delayMillis, Runnable action) {
        if (delayMillis < 0) {
            throw new IllegalArgumentException("a timer's delay is " + delayMillis + " ms, expected at least 0");
        }
        // Limits the delay, so that a timer for "never", such as Long.MAX_VALUE, does not overflow into the past.
        long delayNanos = Math.min(TimeUnit.MILLISECONDS.toNanos(delayMillis), Long.MAX_VALUE - nowNanos);
        ControlledTimer timer = new ControlledTimer(nextTimer++, nowNanos + delayNanos, action);
        timers.add(timer);
        return timer;
    }

    @Override
    public long wallClockNanos() {
        return EPOCH_NANOS + nowNanos + wallOffsetNanos;
    }

    @Override
    public long monotonicNanos() {
        return nowNanos;
    }

    @Override
    public RandomGenerator random() {
        if (random == null) {
            SplittableRandom stream = new Seed(seed).stream("node " + id);
            random = stream;
        }
        return random;
    }

    @Override
    public StableStorage storage() {
        return storage;
    }

    @Override
    public void journal(Fact fact) {
        world.record(new Observation.Noted(id, life, fact));
    }

    private final class ControlledTimer implements Timer {

        private final long number;
        private final long dueNanos;
        private final Runnable action;

        ControlledTimer(long number, long dueNanos, Runnable action) {
            this.number = number;
            this.dueNanos = dueNanos;
            this.action = action;
        }

        @Override
        public void cancel() {
            timers.remove(this);
        }
    }
}
