package dev.squall.run.loop;

import dev.squall.history.Operation;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.world.ClusterObserver.MessageEvent;

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
