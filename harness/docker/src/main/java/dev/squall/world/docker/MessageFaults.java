package dev.squall.world.docker;

import dev.squall.fault.FaultRule;
import dev.squall.fault.LateMessages;
import dev.squall.fault.PacketFault;
import dev.squall.node.Body;
import dev.squall.node.wire.Control;
import dev.squall.world.Latency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Message faults between nodes. Message faults are made above TCP, since TCP would hide loss and reordering. The
 * sender's host injects the faults and counts them. If a node is killed, its host's counts are lost. All methods are
 * called on the timeline's thread.
 */
final class MessageFaults {

    /** Id of the latency, which no fault has. */
    private static final long LATENCY_ID = -1;

    private final List<String> nodeIds;
    private final BiConsumer<String, Body> hosts;
    private final Latency latency;
    private final Map<FaultRule, Long> inForce = new LinkedHashMap<>();
    private final Map<Long, FaultRule> rules = new LinkedHashMap<>();
    private long count;

    /**
     * @param latency latency of every message, in addition to that of the containers' network
     * @param hosts sends a message to a node's host; does nothing if the node is down
     */
    MessageFaults(List<String> nodeIds, Latency latency, BiConsumer<String, Body> hosts) {
        this.nodeIds = nodeIds;
        this.latency = latency;
        this.hosts = hosts;
    }

    void begin(FaultRule rule) {
        long id = count++;
        inForce.put(rule, id);
        rules.put(id, rule);
        nodeIds.forEach(node -> hosts.accept(node, setting(rule, id, node)));
    }

    void end(FaultRule rule) {
        long id = inForce.remove(rule);
        nodeIds.forEach(node -> hosts.accept(node, new Control.SquallHealing(id)));
    }

    /** Returns the messages for the host of a node that begins a new life. */
    List<Body> settings(String node) {
        List<Body> settings = new ArrayList<>();
        if (latency.meanNanos() > 0) {
            settings.add(latencyOf(node));
        }
        inForce.forEach((rule, id) -> settings.add(setting(rule, id, node)));
        return settings;
    }

    /** Returns the latency as a disturbance of every message, which never ends. */
    private Control.SquallDisturbance latencyOf(String node) {
        long mean = latency.meanNanos();
        return switch (latency.distribution()) {
            case CONSTANT -> always(Control.SquallDisturbance.Kind.SLOWNESS, mean, node);
            case UNIFORM -> always(Control.SquallDisturbance.Kind.DELAYS, 2 * mean, node);
            case EXPONENTIAL -> always(Control.SquallDisturbance.Kind.EXPONENTIAL, mean, node);
        };
    }

    private Control.SquallDisturbance always(Control.SquallDisturbance.Kind kind, long delayNanos, String node) {
        return new Control.SquallDisturbance(LATENCY_ID, kind, 100, delayNanos, seed(LATENCY_ID, node), nodeIds);
    }

    /** Adds the number of effects that a host reports for a rule. */
    void onBites(Control.SquallBites bites) {
        rules.get(bites.id()).addEffects(bites.bites());
    }

    private Control.SquallDisturbance setting(FaultRule rule, long id, String node) {
        if (rule.fault() instanceof LateMessages late) {
            return new Control.SquallDisturbance(
                    id,
                    Control.SquallDisturbance.Kind.valueOf(late.kind().name()),
                    late.perCent(),
                    late.delayNanos(),
                    seed(late.seed(), node),
                    receivers(late.links(), node));
        }
        PacketFault packets = (PacketFault) rule.fault();
        return new Control.SquallDisturbance(
                id,
                Control.SquallDisturbance.Kind.valueOf(packets.kind().name()),
                packets.perCent(),
                packets.delayNanos(),
                seed(packets.seed(), node),
                receivers(packets.links(), node));
    }

    private static long seed(long seed, String node) {
        return 31 * seed + node.hashCode();
    }

    private List<String> receivers(Map<String, List<String>> links, String node) {
        return links.isEmpty() ? nodeIds : links.getOrDefault(node, List.of());
    }
}
