package dev.squall.lectures.crdt;

import dev.squall.lectures.broadcast.BestEffortBroadcast;
import dev.squall.lectures.broadcast.Broadcast;
import dev.squall.lectures.broadcast.BroadcastMessages;
import dev.squall.lectures.broadcast.BroadcastOptions;
import dev.squall.lectures.broadcast.BroadcastProgram;
import dev.squall.lectures.broadcast.CausalBroadcast;
import dev.squall.lectures.links.LinkMessages;
import dev.squall.lectures.updates.FairLossLink;
import dev.squall.node.Environment;
import dev.squall.node.Fact;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.BroadcastFacts;
import dev.squall.node.protocol.EventualMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Replicas of one data type over the broadcast that it needs, with the options of {@link BroadcastOptions#of}. A flawed
 * variant is a subclass that creates another data type or another broadcast.
 */
public abstract class CrdtProgram implements NodeProgram {

    private final Vocabulary vocabulary;

    /** @param requests the requests and replies of the data type */
    private CrdtProgram(Vocabulary requests) {
        List<Class<? extends Fact>> facts = new ArrayList<>(BroadcastFacts.ALL);
        facts.addAll(CrdtFacts.ALL);
        vocabulary = new Vocabulary(
                        List.of(
                                LinkMessages.Data.class,
                                LinkMessages.Ack.class,
                                BroadcastMessages.Stopped.class,
                                CrdtMessages.DeltaReceived.class),
                        List.of(),
                        facts)
                .withBodies(requests);
    }

    @Override
    public final Node create(Environment environment, Map<String, String> options) {
        return newNode(environment, BroadcastOptions.of(options));
    }

    abstract Node newNode(Environment environment, BroadcastOptions options);

    @Override
    public final Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Replicas that broadcast operations. */
    public abstract static class OperationBased extends CrdtProgram {

        private OperationBased(Vocabulary requests) {
            super(requests);
        }

        /** Creates the data type of a replica, from the name of its node. */
        protected abstract Crdt.OperationBased newCrdt(String node);

        /** Creates the broadcast of a replica, by default reliable broadcast. */
        protected Broadcast newBroadcast(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
            return BroadcastProgram.eager(environment, options, above);
        }

        @Override
        final Node newNode(Environment environment, BroadcastOptions options) {
            return new OperationBasedNode(
                    environment, this::newCrdt, above -> newBroadcast(environment, options, above));
        }
    }

    /** Operation-based map over reliable broadcast. */
    public static class OpMap extends OperationBased {
        public OpMap() {
            super(EventualMap.VOCABULARY);
        }

        @Override
        protected Crdt.OperationBased newCrdt(String node) {
            return new OperationBasedMap(node);
        }
    }

    /** Operation-based counter over reliable broadcast. */
    public static class OpCounter extends OperationBased {
        public OpCounter() {
            super(CrdtMessages.COUNTERS);
        }

        @Override
        protected Crdt.OperationBased newCrdt(String node) {
            return new OperationBasedCounter();
        }
    }

    /** Operation-based G-set over reliable broadcast. */
    public static class OpGSet extends OperationBased {
        public OpGSet() {
            super(CrdtMessages.SETS);
        }

        @Override
        protected Crdt.OperationBased newCrdt(String node) {
            return new GSet();
        }
    }

    /** Operation-based OR-set over causal broadcast. */
    public static class OpOrSet extends OperationBased {
        public OpOrSet() {
            super(CrdtMessages.SETS);
        }

        @Override
        protected Crdt.OperationBased newCrdt(String node) {
            return new OperationBasedOrSet(node);
        }

        @Override
        protected Broadcast newBroadcast(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
            return new CausalBroadcast(environment, upper -> super.newBroadcast(environment, options, upper), above);
        }
    }

    /** Replicas that broadcast states, or deltas, by best-effort broadcast over fair-loss links. */
    public abstract static class StateBased extends CrdtProgram {

        private StateBased(Vocabulary requests) {
            super(requests);
        }

        /** Creates the data type of a replica, from the name of its node. */
        protected abstract Crdt.StateBased newCrdt(String node);

        @Override
        Node newNode(Environment environment, BroadcastOptions options) {
            return new StateBasedNode(environment, this::newCrdt, above -> bestEffort(environment, above));
        }

        static Broadcast bestEffort(Environment environment, Broadcast.Receiver above) {
            return new BestEffortBroadcast(environment, upper -> new FairLossLink(environment, upper), above);
        }
    }

    /** State-based map. */
    public static class StateMap extends StateBased {
        public StateMap() {
            super(EventualMap.VOCABULARY);
        }

        @Override
        protected Crdt.StateBased newCrdt(String node) {
            return new StateBasedMap(node);
        }
    }

    /** State-based G-counter. */
    public static class StateGCounter extends StateBased {
        public StateGCounter() {
            super(CrdtMessages.COUNTERS);
        }

        @Override
        protected Crdt.StateBased newCrdt(String node) {
            return new GCounter(node);
        }
    }

    /** State-based PN-counter. */
    public static class StatePnCounter extends StateBased {
        public StatePnCounter() {
            super(CrdtMessages.COUNTERS);
        }

        @Override
        protected Crdt.StateBased newCrdt(String node) {
            return new PnCounter(node);
        }
    }

    /** State-based G-set. */
    public static class StateGSet extends StateBased {
        public StateGSet() {
            super(CrdtMessages.SETS);
        }

        @Override
        protected Crdt.StateBased newCrdt(String node) {
            return new GSet();
        }
    }

    /** State-based OR-set. */
    public static class StateOrSet extends StateBased {
        public StateOrSet() {
            super(CrdtMessages.SETS);
        }

        @Override
        protected Crdt.StateBased newCrdt(String node) {
            return new StateBasedOrSet(node);
        }
    }

    /** Replicas of sets that broadcast deltas. */
    public abstract static class DeltaBased extends StateBased {

        private DeltaBased() {
            super(CrdtMessages.SETS);
        }

        /** Returns true if a replica broadcasts unacknowledged deltas again. */
        protected boolean repeats() {
            return true;
        }

        @Override
        final Node newNode(Environment environment, BroadcastOptions options) {
            return new DeltaNode(environment, this::newCrdt, repeats(), above -> bestEffort(environment, above));
        }
    }

    /** G-set by deltas. */
    public static class DeltaGSet extends DeltaBased {
        @Override
        protected Crdt.StateBased newCrdt(String node) {
            return new GSet();
        }
    }

    /** OR-set by deltas. */
    public static class DeltaOrSet extends DeltaBased {
        @Override
        protected Crdt.StateBased newCrdt(String node) {
            return new StateBasedOrSet(node);
        }
    }
}
