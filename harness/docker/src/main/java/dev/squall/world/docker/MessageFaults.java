package dev.squall.world.docker;

import dev.squall.fault.FaultRule;
import dev.squall.fault.LateMessages;
import dev.squall.fault.PacketFault;
import dev.squall.node.Body;
import dev.squall.node.wire.Control;
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

    private final List<String> nodeIds;
    private final BiConsumer<String, Body> hosts;
    private final Map<FaultRule, Long> inForce = new LinkedHashMap<>();
    private final Map<Long, FaultRule> rules = new LinkedHashMap<>();
    private long count;

    /** @param hosts sends a message to a node's host; does nothing if the node is down */
    MessageFaults(List<String> nodeIds, BiConsumer<String, Body> hosts) {
        this.nodeIds = nodeIds;
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
        inForce.forEach((rule, id) -> settings.add(setting(rule, id, node)));
        return settings;
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
