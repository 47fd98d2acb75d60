package dev.squall.lectures.broadcast;

import dev.squall.lectures.links.FifoLink;
import dev.squall.lectures.links.Link;
import dev.squall.lectures.links.LinkMessages;
import dev.squall.lectures.links.LinkOptions;
import dev.squall.lectures.links.ReliableLink;
import dev.squall.node.Environment;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.BroadcastFacts;
import dev.squall.node.protocol.Broadcasts;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Nodes with a broadcast of one kind, with the options of {@link BroadcastOptions#of}. Each nested program stacks the
 * layers of one broadcast. In a flawed variant, one layer overrides one method.
 */
public abstract class BroadcastProgram implements NodeProgram {

    /** Behaviour of a node that restarts after a crash. */
    protected enum Crashes {
        /** A restarted node no longer takes part in the broadcast. */
        STOP,
        /**
         * A restarted node no longer takes part, except that the first node, the leader, continues with empty memory.
         * This behaviour is not sound.
         */
        LEADER_FORGETS,
        /** A restarted node continues with the state on its stable storage. */
        RECOVER
    }

    static final Vocabulary VOCABULARY = new Vocabulary(
                    List.of(
                            LinkMessages.Data.class,
                            LinkMessages.Ack.class,
                            BroadcastMessages.Stopped.class,
                            BroadcastMessages.Gossip.class,
                            BroadcastMessages.Copy.class,
                            BroadcastMessages.CopyStored.class),
                    List.of(
                            BroadcastRecords.Lived.class,
                            BroadcastRecords.MessageStored.class,
                            BroadcastRecords.MessageStoredByAll.class,
                            BroadcastRecords.MessageDelivered.class),
                    BroadcastFacts.ALL)
            .withBodies(Broadcasts.VOCABULARY);

    @Override
    public final Node create(Environment environment, Map<String, String> options) {
        BroadcastOptions broadcastOptions = BroadcastOptions.of(options);
        return new BroadcastNode(environment, crashes(), (env, above) -> newBroadcast(env, broadcastOptions, above));
    }

    /** Returns the behaviour of a restarted node, by default {@link Crashes#STOP}. */
    protected Crashes crashes() {
        return Crashes.STOP;
    }

    /** Creates the broadcast of a node. */
    protected abstract Broadcast newBroadcast(
            Environment environment, BroadcastOptions options, Broadcast.Receiver above);

    @Override
    public final Vocabulary vocabulary() {
        return VOCABULARY;
    }

    /** Creates a best-effort broadcast over reliable links. */
    public static Broadcast bestEffort(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
        return new BestEffortBroadcast(environment, reliableLinks(environment, options), above);
    }

    /** Creates an eager reliable broadcast over a best-effort broadcast. */
    public static Broadcast eager(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
        return new EagerReliableBroadcast(environment, upper -> bestEffort(environment, options, upper), above);
    }

    /** Creates a best-effort broadcast over FIFO links. */
    public static Broadcast overFifoLinks(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
        return new BestEffortBroadcast(environment, fifoLinks(environment, options), above);
    }

    private static Function<Link.Receiver, Link> reliableLinks(Environment environment, BroadcastOptions options) {
        LinkOptions linkOptions = new LinkOptions(options.retransmissionMillis());
        return receiver -> new ReliableLink(environment, linkOptions, receiver);
    }

    private static Function<Link.Receiver, Link> fifoLinks(Environment environment, BroadcastOptions options) {
        return receiver -> new FifoLink(reliableLinks(environment, options)::apply, receiver);
    }

    /** Best-effort broadcast over reliable links. */
    public static class BestEffort extends BroadcastProgram {
        @Override
        protected Broadcast newBroadcast(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
            return bestEffort(environment, options, above);
        }
    }

    /** Eager reliable broadcast over best-effort broadcast. */
    public static class Eager extends BroadcastProgram {
        @Override
        protected Broadcast newBroadcast(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
            return eager(environment, options, above);
        }
    }

    /** FIFO broadcast over eager reliable broadcast. */
    public static class Fifo extends BroadcastProgram {
        @Override
        protected Broadcast newBroadcast(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
            return new FifoBroadcast(upper -> eager(environment, options, upper), above);
        }
    }

    /** Causal broadcast over eager reliable broadcast. */
    public static class Causal extends BroadcastProgram {
        @Override
        protected Broadcast newBroadcast(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
            return new CausalBroadcast(environment, upper -> eager(environment, options, upper), above);
        }
    }

    /** Total order broadcast by a leader, over FIFO links. */
    public static class Leader extends BroadcastProgram {
        @Override
        protected Broadcast newBroadcast(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
            return new LeaderTotalOrderBroadcast(environment, fifoLinks(environment, options), above);
        }
    }

    /** Total order broadcast by Lamport timestamps, over best-effort broadcast over FIFO links. */
    public static class Lamport extends BroadcastProgram {
        @Override
        protected Broadcast newBroadcast(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
            return new LamportTotalOrderBroadcast(
                    environment, upper -> overFifoLinks(environment, options, upper), above);
        }
    }

    /** Gossip over the network. */
    public static class Gossip extends BroadcastProgram {
        @Override
        protected Broadcast newBroadcast(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
            return new GossipBroadcast(environment, options, above);
        }
    }

    /** Uniform reliable broadcast by majority acknowledgement. */
    public static class Uniform extends BroadcastProgram {
        @Override
        protected Crashes crashes() {
            return Crashes.RECOVER;
        }

        @Override
        protected Broadcast newBroadcast(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
            return new UniformBroadcast(environment, options, above);
        }
    }
}
