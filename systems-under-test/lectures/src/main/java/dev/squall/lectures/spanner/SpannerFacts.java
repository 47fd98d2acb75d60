package dev.squall.lectures.spanner;

import dev.squall.node.Fact;
import java.util.List;

/**
 * Facts that the analysis of Spanner reads. The nodes of a run share a machine, so readings of the machine's monotonic
 * clock stand for true time.
 */
public final class SpannerFacts {

    /** The facts of this class. */
    static final List<Class<? extends Fact>> ALL =
            List.of(Ended.class, CommitWaited.class, Installed.class, SnapshotRead.class);

    private SpannerFacts() {}

    /**
     * A committed transaction of this node's client is about to end.
     *
     * @param beganNanos reading of the machine's monotonic clock when the client's request arrived
     * @param endedNanos reading of the machine's monotonic clock before the reply is sent
     */
    public record Ended(String transaction, boolean readOnly, long timestamp, long beganNanos, long endedNanos)
            implements Fact {}

    /** The coordinator has waited until the commit timestamp has passed, for this time in nanoseconds. */
    public record CommitWaited(String transaction, long waitedNanos) implements Fact {}

    /** The replica has installed the writes of a transaction, under its commit timestamp. */
    public record Installed(String transaction, long timestamp, List<Object> keys) implements Fact {

        public Installed {
            keys = List.copyOf(keys);
        }
    }

    /**
     * The replica has read a key for a read-only transaction at a timestamp.
     *
     * @param version commit timestamp of the version that the replica has read; 0 if the key was absent
     */
    public record SnapshotRead(String transaction, long timestamp, Object key, long version) implements Fact {}
}
