package dev.squall.world.simulated;

import dev.squall.world.Timeline;
import java.util.Arrays;

/**
 * Timeline in virtual time: the clock jumps to the time of the next action. Actions are in a binary heap over parallel
 * arrays, ordered by time and then by order of scheduling; O(log n) per action.
 */
public final class SimulatedTimeline implements Timeline {

    private long nowNanos;
    private long nextSequence;
    private volatile boolean stopped;

    private long[] times = new long[1024];
    private long[] sequences = new long[1024];
    private Runnable[] actions = new Runnable[1024];
    private int size;

    @Override
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public void schedule(long timeNanos, Runnable action) {
        if (size == times.length) {
            grow();
        }
        siftUp(Math.max(timeNanos, nowNanos), nextSequence++, action);
    }

    @Override
    public void stop() {
        stopped = true;
    }

    /**
     * Runs actions until the timeline is stopped or no action is left, since nothing can happen in virtual time then.
     */
    @Override
    public void run() {
        while (!stopped && size > 0) {
            runFirst();
        }
    }

    /**
     * Runs the next action if it is due by {@code untilNanos}; otherwise advances the clock to that time.
     *
     * @return false if no action was due
     */
    public boolean step(long untilNanos) {
        if (size == 0 || times[0] > untilNanos) {
            nowNanos = Math.max(nowNanos, untilNanos);
            return false;
        }
        runFirst();
        return true;
    }

    private void runFirst() {
        Runnable action = actions[0];
        nowNanos = times[0];
        removeFirst();
        action.run();
    }

    private void grow() {
        int capacity = size * 2;
        times = Arrays.copyOf(times, capacity);
        sequences = Arrays.copyOf(sequences, capacity);
        actions = Arrays.copyOf(actions, capacity);
    }

    private void siftUp(long time, long sequence, Runnable action) {
        int hole = size++;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            // A new action has the highest sequence number: it stays below a parent of the same time.
            if (times[parent] <= time) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        put(hole, time, sequence, action);
    }

    private void removeFirst() {
        int last = --size;
        long time = times[last];
        long sequence = sequences[last];
        Runnable action = actions[last];
        actions[last] = null;
        if (last == 0) {
            return;
        }
        int hole = 0;
        int child;
        while ((child = 2 * hole + 1) < last) {
            if (child + 1 < last && isBefore(child + 1, times[child], sequences[child])) {
                child++;
            }
            if (!isBefore(child, time, sequence)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        put(hole, time, sequence, action);
    }

    private boolean isBefore(int slot, long time, long sequence) {
        return times[slot] < time || (times[slot] == time && sequences[slot] < sequence);
    }

    private void move(int from, int to) {
        put(to, times[from], sequences[from], actions[from]);
    }

    private void put(int slot, long time, long sequence, Runnable action) {
        times[slot] = time;
        sequences[slot] = sequence;
        actions[slot] = action;
    }
}
