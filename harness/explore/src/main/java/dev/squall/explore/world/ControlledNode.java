package dev.squall.explore.world;

import dev.squall.explore.state.StateHash;
import dev.squall.explore.state.StateReader;
import dev.squall.node.Environment;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.StableStorage;
import dev.squall.node.Timer;
import dev.squall.world.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * One controlled node through all its lives; it is the environment of the current life.
 *
 * <p>The clocks of a node move only when one of its timers fires, to the time at which the timer is due. So the clocks
 * of two nodes may drift apart without bound, as in the asynchronous model, and a reading depends on nothing that
 * happens at other nodes. Timers of one node fire in the order in which they are due. The wall clock has an offset
 * that only a manual event moves.
 */
final class ControlledNode implements Environment {

    /** Midnight of 1 January 2026 UTC, when every simulation begins. */
    private static final long EPOCH_NANOS = 1_767_225_600L * 1_000_000_000L;

    /** Answer of {@link #indexOfTimer} for an object that is no timer. */
    static final int NO_TIMER = Integer.MIN_VALUE;

    final ControlledStorage storage = new ControlledStorage();

    private final List<String> nodeIds;
    private final String id;
    private final long seed;
    private final List<ControlledTimer> timers = new ArrayList<>();

    private Recorder recorder;
    private CountedRandom random;
    private Node node;
    private int life = -1;
    private long nowNanos;
    private long wallOffsetNanos;
    private int timersFired;

    /** Receiver of what a node does. */
    interface Recorder {

        void sent(Message message);

        void noted(int life, Fact fact);
    }

    ControlledNode(Plan plan, int index) {
        this.nodeIds = plan.nodeIds();
        this.id = nodeIds.get(index);
        this.seed = plan.seed();
    }

    /** Passes to a recorder what the node does from now on. */
    void record(Recorder newRecorder) {
        recorder = newRecorder;
    }

    boolean isUp() {
        return node != null;
    }

    int life() {
        return life;
    }

    /** Begins the next life. */
    void start(Plan plan) {
        life++;
        node = plan.program().create(this, plan.options());
        node.start();
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

    void receive(Message message) {
        node.receive(message);
    }

    void crash(int kept) {
        node = null;
        timers.clear();
        storage.crash(kept);
    }

    /** Returns the timer that is due first; null if there is none. */
    Object firstTimer() {
        ControlledTimer earliest = null;
        for (ControlledTimer timer : timers) {
            if (earliest == null || timer.dueNanos < earliest.dueNanos) {
                earliest = timer;
            }
        }
        return earliest;
    }

    boolean canFire(int timersMax) {
        return !timers.isEmpty() && timersFired < timersMax;
    }

    void fire() {
        ControlledTimer due = (ControlledTimer) firstTimer();
        timers.remove(due);
        timersFired++;
        nowNanos = Math.max(nowNanos, due.dueNanos);
        due.action.run();
    }

    /**
     * Returns the place of a timer in the order in which the timers were set. Negative for one that is not set any
     * more. {@link #NO_TIMER} for an object that is no timer of this node.
     */
    int indexOfTimer(Object object) {
        return object instanceof ControlledTimer timer ? timers.indexOf(timer) : NO_TIMER;
    }

    /** Adds everything that the future of this node depends on to the hash. */
    void read(StateHash hash, StateReader reader) {
        hash.add(life).add(isUp() ? 1 : 0).add(nowNanos).add(wallOffsetNanos).add(timersFired);
        hash.add(random == null ? 0 : random.draws());
        hash.add(timers.size());
        for (ControlledTimer timer : timers) {
            hash.add(timer.dueNanos);
            reader.read(timer.action);
        }
        storage.read(hash, reader);
        reader.read(node);
    }

    @Override
    public String nodeId() {
        return id;
    }

    @Override
    public List<String> nodeIds() {
        return nodeIds;
    }

    @Override
    public void send(Message message) {
        recorder.sent(message);
    }

    @Override
    public Timer setTimer(long delayMillis, Runnable action) {
        if (delayMillis < 0) {
            throw new IllegalArgumentException("a timer's delay is " + delayMillis + " ms, expected at least 0");
        }
        // Limits the delay, so that a timer for "never", such as Long.MAX_VALUE, does not overflow into the past.
        long delayNanos = Math.min(TimeUnit.MILLISECONDS.toNanos(delayMillis), Long.MAX_VALUE - nowNanos);
        ControlledTimer timer = new ControlledTimer(nowNanos + delayNanos, action);
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
            random = new CountedRandom(new Seed(seed).stream("node " + id));
        }
        return random;
    }

    @Override
    public StableStorage storage() {
        return storage;
    }

    @Override
    public void journal(Fact fact) {
        recorder.noted(life, fact);
    }

    private final class ControlledTimer implements Timer {

        private final long dueNanos;
        private final Runnable action;

        ControlledTimer(long dueNanos, Runnable action) {
            this.dueNanos = dueNanos;
            this.action = action;
        }

        @Override
        public void cancel() {
            timers.remove(this);
        }
    }

    /** Random stream whose state is the number of draws. Not thread-safe. */
    private static final class CountedRandom implements RandomGenerator {

        private final RandomGenerator stream;
        private long draws;

        CountedRandom(RandomGenerator stream) {
            this.stream = stream;
        }

        /** Returns how many numbers of 64 bits were drawn. */
        long draws() {
            return draws;
        }

        @Override
        public long nextLong() {
            draws++;
            return stream.nextLong();
        }
    }
}
