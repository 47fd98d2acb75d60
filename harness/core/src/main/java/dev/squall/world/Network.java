package dev.squall.world;

import dev.squall.world.adversary.Tampering;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The links between the nodes of a cluster: when each message arrives, if at all. Every world that owns its links
 * routes through this class, so that a network fault means the same in each.
 *
 * <p>Fault model: a link without rules loses nothing and keeps the order of its messages; {@link LinkRule}s change
 * that. A message is judged when it is sent: what is on its way when a cut begins still arrives. A node's messages to
 * itself know no faults.
 *
 * <p>Used from the timeline's thread only.
 */
public final class Network {

    private final int nodeCount;
    private final Latency latency;
    private final RandomGenerator random;
    private final List<LinkRule> rules = new ArrayList<>();
    private final long[] lastArrivalNanos;
    private final Packet packet = new Packet();
    private long duplicateArrivalNanos;
    private Tampering tampering;
    private final Enforcer enforcer;
    private int changesUnderWay;

    /**
     * Puts rules in force where messages do not pass through {@link #route}. Called on the timeline's thread.
     */
    public interface Enforcer {

        /** For worlds that ask {@link #route} about each message: a rule is in force as soon as it is there. */
        Enforcer NONE = new Enforcer() {
            @Override
            public String unit() {
                return "messages";
            }

            @Override
            public void enforce(LinkRule rule, Runnable whenInForce) {
                whenInForce.run();
            }

            @Override
            public void lift(LinkRule rule, Runnable whenHealed) {
                whenHealed.run();
            }
        };

        /** Returns the plural of what a cut loses: {@code messages} or {@code packets}. */
        String unit();

        /**
         * Begins to put a rule in force.
         *
         * @param whenInForce to be run on the timeline's thread, in this call or later
         */
        void enforce(LinkRule rule, Runnable whenInForce);

        /**
         * Begins to heal the fault, and lets the rule know its effects.
         *
         * @param whenHealed to be run on the timeline's thread, in this call or later
         */
        void lift(LinkRule rule, Runnable whenHealed);
    }

    /** Stands for "never arrives". */
    public static final long NEVER = -1;

    public Network(int nodeCount, Latency latency, RandomGenerator random) {
        this(nodeCount, latency, random, Enforcer.NONE);
    }

    /** The links of a world in which the enforcer, not {@link #route}, puts rules in force. */
    public Network(int nodeCount, Latency latency, RandomGenerator random, Enforcer enforcer) {
        this.nodeCount = nodeCount;
        this.enforcer = enforcer;
        this.latency = latency;
        this.random = random;
        this.lastArrivalNanos = new long[nodeCount * nodeCount];
    }

    /** Puts a fault in force for messages sent from now on. */
    public void add(LinkRule rule) {
        add(rule, () -> {});
    }

    /** As {@link #add(LinkRule)}, and runs {@code whenInForce} on the timeline's thread when the fault is in force. */
    public void add(LinkRule rule, Runnable whenInForce) {
        rules.add(rule);
        changesUnderWay++;
        enforcer.enforce(rule, () -> settle(whenInForce));
    }

    /** Heals a fault; does nothing if it is not in force. */
    public void remove(LinkRule rule) {
        remove(rule, () -> {});
    }

    /** As {@link #remove(LinkRule)}, and runs {@code whenHealed} on the timeline's thread when it is healed. */
    public void remove(LinkRule rule, Runnable whenHealed) {
        if (rules.remove(rule)) {
            changesUnderWay++;
            enforcer.lift(rule, () -> settle(whenHealed));
        } else {
            whenHealed.run();
        }
    }

    private void settle(Runnable next) {
        changesUnderWay--;
        next.run();
    }

    /** Returns true if every added fault is in force and every removed fault is healed. */
    public boolean isSettled() {
        return changesUnderWay == 0;
    }

    /** Returns the plural of what a cut loses. */
    public String unit() {
        return enforcer.unit();
    }

    /** Returns true if no fault is in force. */
    public boolean isHealed() {
        return rules.isEmpty();
    }

    /**
     * Decides what becomes of a message that is sent now.
     *
     * @return when it arrives, or {@link #NEVER}; {@link #duplicateArrivalNanos()} tells of a second copy
     */
    public long route(int from, int to, long nowNanos) {
        duplicateArrivalNanos = NEVER;
        tampering = null;
        if (from == to) {
            return nowNanos;
        }
        packet.reset();
        for (int i = 0; i < rules.size() && !packet.isDropped(); i++) {
            rules.get(i).apply(from, to, packet);
        }
        if (packet.isDropped()) {
            return NEVER;
        }
        tampering = packet.tampering();
        long arrival = nowNanos + latency.sampleNanos(random);
        if (packet.isDuplicated()) {
            duplicateArrivalNanos = nowNanos + latency.sampleNanos(random) + latency.sampleNanos(random);
        }
        int link = from * nodeCount + to;
        if (packet.isOvertakable()) {
            return Math.max(arrival, lastArrivalNanos[link]) + packet.extraDelayNanos();
        }
        long inOrder = Math.max(arrival + packet.extraDelayNanos(), lastArrivalNanos[link]);
        lastArrivalNanos[link] = inOrder;
        return inOrder;
    }

    /** Returns the time at which the second copy of the message last routed arrives, or {@link #NEVER}. */
    public long duplicateArrivalNanos() {
        return duplicateArrivalNanos;
    }

    /** Returns the tampering with the message last routed; null if it is left alone. */
    public Tampering tampering() {
        return tampering;
    }
}
