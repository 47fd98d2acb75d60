package dev.squall.lectures.eventual;

/**
 * Clock that issues the timestamps of a node's updates. Each timestamp is later than all timestamps issued before.
 * After a crash, merging every stored timestamp restores the clock.
 */
public abstract class TimestampClock {

    private final String node;
    private long time;

    /** @param node name of the node that owns this clock */
    protected TimestampClock(String node) {
        this.node = node;
    }

    /** Returns the timestamp of a new update. */
    final Timestamp next() {
        time = timeAfter(time);
        return new Timestamp(time, node);
    }

    /** Merges a timestamp from a message or from stable storage into the clock. */
    final void merge(Timestamp timestamp) {
        if (timestamp.node().equals(node) || heedsOthers()) {
            time = Math.max(time, timestamp.time());
        }
    }

    /** Returns the latest time that was issued or merged. */
    final long time() {
        return time;
    }

    /** Returns a time greater than {@code last}. */
    protected abstract long timeAfter(long last);

    /** Returns true if the timestamps of other nodes advance this clock. */
    protected abstract boolean heedsOthers();
}
