package dev.squall.run.loop;

import dev.squall.history.Operation;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.world.ClusterObserver.MessageEvent;
import java.util.OptionalLong;

/** Keeps what happens in a run, as it happens, in the order in which it happens. One thread. */
public interface Recorder {

    void operation(Operation operation);

    /**
     * @param life 0 for the node's first life, 1 after its first restart, and so on
     */
    void fact(long timeNanos, String nodeId, int life, Fact fact);

    /**
     * @param number identifies the message in all that befalls it
     */
    void message(long timeNanos, MessageEvent event, long number, Message message);

    /**
     * A life of a node has ended; no more of its facts come.
     *
     * @param whole true if all that it noted has been told
     */
    default void lifeEnd(long timeNanos, String nodeId, int life, boolean whole) {}

    /**
     * The run has ended: it came to its end, was stopped or was interrupted. Not called if the world failed.
     *
     * @param healedNanos the time since which nothing failed any more; empty if the run ended before its liveness phase
     *     did, or had none
     */
    default void end(long timeNanos, OptionalLong healedNanos, Recording recording) {}

    /** Returns a recorder that tells {@code follower} what this one has recorded. */
    default Recorder with(Recorder follower) {
        Recorder first = this;
        return new Recorder() {
            @Override
            public void operation(Operation operation) {
                first.operation(operation);
                follower.operation(operation);
            }

            @Override
            public void fact(long timeNanos, String nodeId, int life, Fact fact) {
                first.fact(timeNanos, nodeId, life, fact);
                follower.fact(timeNanos, nodeId, life, fact);
            }

            @Override
            public void message(long timeNanos, MessageEvent event, long number, Message message) {
                first.message(timeNanos, event, number, message);
                follower.message(timeNanos, event, number, message);
            }

            @Override
            public void lifeEnd(long timeNanos, String nodeId, int life, boolean whole) {
                first.lifeEnd(timeNanos, nodeId, life, whole);
                follower.lifeEnd(timeNanos, nodeId, life, whole);
            }

            @Override
            public void end(long timeNanos, OptionalLong healedNanos, Recording recording) {
                first.end(timeNanos, healedNanos, recording);
                follower.end(timeNanos, healedNanos, recording);
            }
        };
    }

    /** Keeps nothing; the run itself keeps its operations all the same. */
    Recorder NONE = new Recorder() {
        @Override
        public void operation(Operation operation) {}

        @Override
        public void fact(long timeNanos, String nodeId, int life, Fact fact) {}

        @Override
        public void message(long timeNanos, MessageEvent event, long number, Message message) {}
    };
}
