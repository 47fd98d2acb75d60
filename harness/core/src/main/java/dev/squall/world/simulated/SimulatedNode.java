package dev.squall.world.simulated;

import dev.squall.node.Environment;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.StableStorage;
import dev.squall.node.StorageException;
import dev.squall.node.Timer;
import dev.squall.world.StorageDeaths;
import dev.squall.world.StorageFault;
import dev.squall.world.WorldException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** One simulated node through all its lives; it is the environment of the current life. */
final class SimulatedNode implements Environment {

    final SimulatedStorage storage = new SimulatedStorage(this::beforeSync);
    final SimulatedClock clock = new SimulatedClock();
    final StorageDeaths storageDeaths = new StorageDeaths();

    private final SimulatedCluster cluster;
    private final String id;
    private final int index;
    private final SplittableRandom random;
    private final Queue<Runnable> deferred = new ArrayDeque<>();

    private Node node;
    private int life = -1;
    private boolean up;
    private boolean paused;

    SimulatedNode(SimulatedCluster cluster, String id, int index, SplittableRandom random) {
        this.cluster = cluster;
        this.id = id;
        this.index = index;
        this.random = random;
    }

    void start(Node newNode) {
        node = newNode;
        storageDeaths.onStart();
        life++;
        up = true;
        paused = false;
        guarded(node::start);
    }

    void kill() {
        up = false;
        paused = false;
        node = null;
        deferred.clear();
    }

    private void beforeSync() {
        cluster.beforeSync(this);
    }

    private void onStorageException(StorageException e) {
        if (!storage.suffers(StorageFault.FULL)) {
            throw failure(e);
        }
        cluster.onStorageDeath(this);
    }

    void pause() {
        paused = up;
    }

    void resume() {
        paused = false;
        // Messages that arrived during the pause come first, in order; a handler cannot pause its own node.
        while (!deferred.isEmpty()) {
            deferred.remove().run();
        }
    }

    boolean isUp() {
        return up;
    }

    boolean isPaused() {
        return paused;
    }

    int life() {
        return life;
    }

    int index() {
        return index;
    }

    /** Receives a message at the end of its link; the node's current life receives it. */
    void deliver(Message message, long number) {
        if (paused) {
            deferred.add(() -> receive(message, number));
        } else {
            receive(message, number);
        }
    }

    private void receive(Message message, long number) {
        cluster.onReceived(number, message);
        try {
            node.receive(message);
        } catch (PowerFailure e) {
            cluster.onPowerFailure(this);
        } catch (StorageException e) {
            onStorageException(e);
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    private void guarded(Runnable handler) {
        try {
            handler.run();
        } catch (PowerFailure e) {
            cluster.onPowerFailure(this);
        } catch (StorageException e) {
            onStorageException(e);
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    private RuntimeException failure(RuntimeException e) {
        return e instanceof WorldException
                ? e
                : new WorldException(
                        "node " + id + " failed in a handler, "
                                + cluster.timeline().nowNanos() + " ns into the run: " + e
                                + "; a node must handle whatever it receives",
                        e);
    }

    @Override
    public String nodeId() {
        return id;
    }

    @Override
    public List<String> nodeIds() {
        return cluster.nodeIds();
    }

    @Override
    public void send(Message message) {
        cluster.sendFrom(this, message);
    }

    @Override
    public Timer setTimer(long delayMillis, Runnable action) {
        if (delayMillis < 0) {
            throw new IllegalArgumentException("a timer's delay is " + delayMillis + " ms, expected at least 0");
        }
        SimulatedTimer timer = new SimulatedTimer(life, action);
        long now = cluster.timeline().nowNanos();
        // Limits the delay, so that a timer for "never", such as Long.MAX_VALUE, does not overflow into the past.
        long delayNanos = Math.min(TimeUnit.MILLISECONDS.toNanos(delayMillis), Long.MAX_VALUE - now);
        cluster.timeline().schedule(now + delayNanos, timer);
        return timer;
    }

    @Override
    public long wallClockNanos() {
        return clock.wallNanos(cluster.timeline().nowNanos());
    }

    @Override
    public long monotonicNanos() {
        return cluster.timeline().nowNanos();
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
        cluster.onFact(this, fact);
    }

    private final class SimulatedTimer implements Runnable, Timer {

        private final int setInLife;
        private Runnable action;

        SimulatedTimer(int setInLife, Runnable action) {
            this.setInLife = setInLife;
            this.action = action;
        }

        @Override
        public void cancel() {
            action = null;
        }

        @Override
        public void run() {
            if (action == null || !up || life != setInLife) {
                return;
            }
            if (paused) {
                deferred.add(this);
                return;
            }
            Runnable due = action;
            action = null;
            guarded(due);
        }
    }
}
