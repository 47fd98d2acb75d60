package dev.squall.lectures.eventual;

/**
 * Source of the timestamps of a node's updates, each later than all earlier ones. After a crash the clock is rebuilt by
 * merging every stored timestamp.
 */
public abstract class TimestampClock {

    private final String node;
    private long time;

    /** @param node the node that owns this clock */
    protected TimestampClock(String node) {
        this.node = node;
    }

    /** Returns the timestamp of an update that is made now. */
    final Timestamp next() {
        time = timeAfter(time);
        return new Timestamp(time, node);
    }

    /** Takes note of a timestamp that was received or found on stable storage. */
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

    /** Returns true if updates of other nodes move this clock forward. */
    protected abstract boolean heedsOthers();
}
