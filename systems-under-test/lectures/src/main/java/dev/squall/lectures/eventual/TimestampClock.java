package dev.squall.lectures.eventual;

/**
 * A clock that gives a node's updates their timestamps, each later than all it gave before. It is rebuilt after a crash
 * by telling it again of every timestamp that was stored.
 */
public abstract class TimestampClock {

    private final String node;
    private long time;

    /** @param node the node whose clock this is */
    protected TimestampClock(String node) {
        this.node = node;
    }

    /** The timestamp of an update that is made now. */
    final Timestamp next() {
        time = timeAfter(time);
        return new Timestamp(time, node);
    }

    /** On receiving an update of this timestamp, or finding it on stable storage. */
    final void merge(Timestamp timestamp) {
        if (timestamp.node().equals(node) || heedsOthers()) {
            time = Math.max(time, timestamp.time());
        }
    }

    /** The latest time given or heeded. */
    final long time() {
        return time;
    }

    /** A time greater than {@code last}. */
    protected abstract long timeAfter(long last);

    /** Whether updates of other nodes move this clock forward. */
    protected abstract boolean heedsOthers();
}
