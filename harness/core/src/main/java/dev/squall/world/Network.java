package dev.squall.world;

import dev.squall.world.adversary.Tampering;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The links between the nodes of a cluster: decides when each message arrives, if at all. Every world that carries
 * messages itself routes them through this class, so that a network fault means the same in each.
 *
 * <p>Fault model: a link without rules loses nothing and keeps the order of its messages; {@link LinkRule}s change
 * that. Rules apply when a message is sent: messages in transit when a partition begins still arrive. Messages of a
 * node to itself are never disturbed.
 *
 * <p>All methods are called on the timeline's thread.
 */
public final class Network {

    private final int nodeCount;
    private final Latency latency;
    private final RandomGenerator random;
    private final List<LinkRule> rules = new ArrayList<>();
    private final long[] lastArrivalNanos;
    private final Packet packet = new Packet();
    private final List<Held> held = new ArrayList<>();
    private LinkRule holder;
    private long duplicateArrivalNanos;
    private Tampering tampering;
    private final Enforcer enforcer;
    private int changesUnderWay;

    /** Enforces rules in worlds whose messages do not pass through {@link #route}. Called on the timeline's thread. */
    public interface Enforcer {

        /**
         * Enforcer for worlds that call {@link #route} for each message, so that a rule is in force as soon as it is
         * added.
         */
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

        /** Returns the plural of the unit that a cut link loses: {@code messages} or {@code packets}. */
        String unit();

        /**
         * Starts to put a rule in force.
         *
         * @param whenInForce must run on the timeline's thread when the rule is in force, in this call or later
         */
        void enforce(LinkRule rule, Runnable whenInForce);

        /**
         * Starts to heal the fault, and adds its effects to the rule's count.
         *
         * @param whenHealed must run on the timeline's thread when the fault is healed, in this call or later
         */
        void lift(LinkRule rule, Runnable whenHealed);
    }

    /** Arrival time of a message that never arrives. */
    public static final long NEVER = -1;

    /** Arrival time of a message that a rule holds. The caller must pass its release to {@link #hold}. */
    public static final long HELD = -2;

    /** A message that a rule holds. */
    private record Held(LinkRule holder, Runnable release) {}

    public Network(int nodeCount, Latency latency, RandomGenerator random) {
        this(nodeCount, latency, random, Enforcer.NONE);
    }

    /** Creates the links of a world in which the enforcer, not {@link #route}, puts rules in force. */
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

    /** Puts a fault in force, and runs {@code whenInForce} on the timeline's thread when it is in force. */
    public void add(LinkRule rule, Runnable whenInForce) {
        rules.add(rule);
        changesUnderWay++;
        enforcer.enforce(rule, () -> settle(whenInForce));
    }

    /** Heals a fault; does nothing if the fault is not in force. */
    public void remove(LinkRule rule) {
        remove(rule, () -> {});
    }

    /**
     * Heals a fault, and runs {@code whenHealed} on the timeline's thread when it is healed. Messages that the fault
     * held are released, in the order in which they were sent.
     */
    public void remove(LinkRule rule, Runnable whenHealed) {
        if (rules.remove(rule)) {
            release(rule);
            changesUnderWay++;
            enforcer.lift(rule, () -> settle(whenHealed));
        } else {
            whenHealed.run();
        }
    }

    private void release(LinkRule rule) {
        List<Held> released =
                held.stream().filter(message -> message.holder() == rule).toList();
        held.removeIf(message -> message.holder() == rule);
        released.forEach(message -> message.release().run());
    }

    private void settle(Runnable next) {
        changesUnderWay--;
        next.run();
    }

    /** Returns true if every added fault is in force and every removed fault is healed. */
    public boolean isSettled() {
        return changesUnderWay == 0;
    }

    /** Returns the plural of the unit that a cut link loses. */
    public String unit() {
        return enforcer.unit();
    }

    /** Returns true if no fault is in force. */
    public boolean isHealed() {
        return rules.isEmpty();
    }

    /**
     * Applies the rules to a message that is sent now, and draws its latency.
     *
     * @return the message's arrival time, {@link #NEVER} or {@link #HELD}; {@link #duplicateArrivalNanos()} gives the
     *     arrival time of a second copy
     */
    public long route(int from, int to, long nowNanos) {
        duplicateArrivalNanos = NEVER;
        tampering = null;
        if (from == to) {
            return nowNanos;
        }
        packet.reset();
        for (int i = 0; i < rules.size() && !packet.isDropped() && !packet.isHeld(); i++) {
            holder = rules.get(i);
            holder.apply(from, to, packet);
        }
        if (packet.isDropped()) {
            return NEVER;
        }
        tampering = packet.tampering();
        long arrival = nowNanos + latency.sampleNanos(random);
        if (packet.isDuplicated()) {
            long copyLatencyNanos = latency.sampleNanos(random) + latency.sampleNanos(random);
            duplicateArrivalNanos = nowNanos + copyLatencyNanos + packet.copyDelayNanos();
        }
        if (packet.isHeld()) {
            return HELD;
        }
        int link = from * nodeCount + to;
        if (packet.isOvertakable()) {
            return Math.max(arrival, lastArrivalNanos[link]) + packet.extraDelayNanos();
        }
        return inOrder(link, arrival + packet.extraDelayNanos());
    }

    private long inOrder(int link, long arrivalNanos) {
        lastArrivalNanos[link] = Math.max(arrivalNanos, lastArrivalNanos[link]);
        return lastArrivalNanos[link];
    }

    /**
     * Keeps the last routed message, for which {@link #route} returned {@link #HELD}.
     *
     * @param release runs on the timeline's thread when the rule that holds the message is removed; it must take the
     *     arrival time from {@link #routeReleased}
     */
    public void hold(Runnable release) {
        held.add(new Held(holder, release));
    }

    /** Returns the arrival time of a message that is released now. No rule applies to it again. */
    public long routeReleased(int from, int to, long nowNanos) {
        return inOrder(from * nodeCount + to, nowNanos + latency.sampleNanos(random));
    }

    /** Draws the latency of a message to or from a service, which no rule affects. */
    public long drawLatencyNanos() {
        return latency.sampleNanos(random);
    }

    /** Returns the arrival time of the second copy of the last routed message, or {@link #NEVER}. */
    public long duplicateArrivalNanos() {
        return duplicateArrivalNanos;
    }

    /** Returns the tampering with the last routed message, or null. */
    public Tampering tampering() {
        return tampering;
    }
}
