package dev.squall.run.loop;

import dev.squall.history.Operation;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.world.ClusterObserver.MessageEvent;
import java.util.OptionalLong;

/** Recorder of a run's events, called at once for each event, in the order of events. Called on one thread. */
public interface Recorder {

    void operation(Operation operation);

    /** @param life number of the node's life: 0 for the first, 1 after the first restart, and so on */
    void fact(long timeNanos, String nodeId, int life, Fact fact);

    /** @param number number of the message, the same in all its events */
    void message(long timeNanos, MessageEvent event, long number, Message message);

    /**
     * Called when a life of a node has ended; no more of its facts follow.
     *
     * @param whole true if all facts of the life were reported
     */
    default void lifeEnd(long timeNanos, String nodeId, int life, boolean whole) {}

    /**
     * Called when the run has ended: it was completed, stopped or interrupted. Not called if the world failed.
     *
     * @param healedNanos time since which no fault was in force; empty if the run had no liveness phase or ended before
     *     its end
     */
    default void end(long timeNanos, OptionalLong healedNanos, Recording recording) {}

    /** Called with a sentence for the user about something odd in the run, once for each kind of oddity. */
    default void notice(String words) {}

    /** Returns a recorder that passes each event to this recorder and then to {@code follower}. */
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
            public void notice(String words) {
                first.notice(words);
                follower.notice(words);
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

    /** Recorder that ignores all events; the run itself still keeps its operations. */
    Recorder NONE = new Recorder() {
        @Override
        public void operation(Operation operation) {}

        @Override
        public void fact(long timeNanos, String nodeId, int life, Fact fact) {}

        @Override
        public void message(long timeNanos, MessageEvent event, long number, Message message) {}
    };
}
