package dev.squall.lectures.updates;

import dev.squall.lectures.broadcast.BestEffortBroadcast;
import dev.squall.lectures.broadcast.Broadcast;
import dev.squall.lectures.broadcast.BroadcastOptions;
import dev.squall.lectures.broadcast.BroadcastProgram;
import dev.squall.lectures.broadcast.CausalBroadcast;
import dev.squall.lectures.broadcast.LamportTotalOrderBroadcast;
import dev.squall.lectures.updates.UpdateFunction.Kind;
import dev.squall.node.Environment;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Replicas over one kind of broadcast. The option {@code function} selects the update function. The default function is
 * the most demanding one for which the broadcast is sufficient. The other options are the options of {@link
 * BroadcastOptions#of}.
 */
public abstract class ReplicaProgram implements NodeProgram {

    static final String FUNCTION = "function";

    private static final Vocabulary VOCABULARY = new BroadcastProgram.BestEffort().vocabulary();

    private final Kind usual;

    /** @param usual default update function */
    private ReplicaProgram(Kind usual) {
        this.usual = usual;
    }

    @Override
    public final Node create(Environment environment, Map<String, String> options) {
        Map<String, String> others = new LinkedHashMap<>(options);
        String name = others.remove(FUNCTION);
        Kind kind = name == null ? usual : named(name);
        BroadcastOptions broadcastOptions = BroadcastOptions.of(others);
        return new ReplicaNode(
                environment, kind.create(), isLossy(), above -> newBroadcast(environment, broadcastOptions, above));
    }

    /** Returns the name of an update function in options. */
    static String nameOf(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Kind named(String name) {
        List<String> names =
                Arrays.stream(Kind.values()).map(ReplicaProgram::nameOf).toList();
        if (!names.contains(name)) {
            throw new IllegalArgumentException(
                    "The option '" + FUNCTION + "' is '" + name + "' and must be one of " + names + ".");
        }
        return Kind.values()[names.indexOf(name)];
    }

    abstract Broadcast newBroadcast(Environment environment, BroadcastOptions options, Broadcast.Receiver above);

    /** Returns true if broadcasts may be lost. */
    boolean isLossy() {
        return false;
    }

    @Override
    public final Vocabulary vocabulary() {
        return VOCABULARY;
    }

    /** Replicas over total order broadcast, by Lamport timestamps. */
    public static final class TotalOrder extends ReplicaProgram {

        public TotalOrder() {
            super(Kind.ORDER_DEPENDENT);
        }

        @Override
        Broadcast newBroadcast(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
            return new LamportTotalOrderBroadcast(
                    environment, upper -> BroadcastProgram.overFifoLinks(environment, options, upper), above);
        }
    }

    /** Replicas over causal broadcast. */
    public static class Causal extends ReplicaProgram {

        public Causal() {
            this(Kind.CONCURRENT_COMMUTE);
        }

        private Causal(Kind usual) {
            super(usual);
        }

        @Override
        final Broadcast newBroadcast(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
            return new CausalBroadcast(
                    environment, upper -> BroadcastProgram.eager(environment, options, upper), above);
        }
    }

    /** Replicas over reliable broadcast. */
    public static class Reliable extends ReplicaProgram {

        public Reliable() {
            this(Kind.ALL_COMMUTE);
        }

        private Reliable(Kind usual) {
            super(usual);
        }

        @Override
        final Broadcast newBroadcast(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
            return BroadcastProgram.eager(environment, options, above);
        }
    }

    /** Replicas over best-effort broadcast, over links that may lose and duplicate messages. */
    public static class BestEffort extends ReplicaProgram {

        public BestEffort() {
            this(Kind.LOSS_TOLERANT);
        }

        private BestEffort(Kind usual) {
            super(usual);
        }

        @Override
        final Broadcast newBroadcast(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
            return new BestEffortBroadcast(environment, upper -> new FairLossLink(environment, upper), above);
        }

        @Override
        final boolean isLossy() {
            return true;
        }
    }

    /** Flawed replicas over causal broadcast, with updates that need a total order. */
    public static final class CausalOrderDependent extends Causal {

        public CausalOrderDependent() {
            super(Kind.ORDER_DEPENDENT);
        }
    }

    /** Flawed replicas over reliable broadcast, with updates that need causal order. */
    public static final class ReliableConcurrentCommute extends Reliable {

        public ReliableConcurrentCommute() {
            super(Kind.CONCURRENT_COMMUTE);
        }
    }

    /** Flawed replicas over best-effort broadcast, with updates that must each arrive exactly once. */
    public static final class BestEffortAllCommute extends BestEffort {

        public BestEffortAllCommute() {
            super(Kind.ALL_COMMUTE);
        }
    }
}
