package dev.squall.world.process;

import dev.squall.fault.FaultRule;
import dev.squall.fault.PacketFault;
import dev.squall.fault.Partition;
import dev.squall.world.LinkRule;
import dev.squall.world.Network;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Enforcer of partitions and packet faults by a relay. Called on the timeline's thread. */
final class RelayRules implements Network.Enforcer {

    /** Name of the clients' end of links. */
    static final String CLIENTS = "clients";

    private final Relay relay;
    private final List<String> nodeIds;
    /** For each rule in force, the action that ends it and returns the number of its effects. */
    private final Map<LinkRule, LongSupplier> endings = new IdentityHashMap<>();

    RelayRules(Relay relay, List<String> nodeIds) {
        this.relay = relay;
        this.nodeIds = List.copyOf(nodeIds);
    }

    @Override
    public String unit() {
        return PacketFault.TRANSFERS;
    }

    @Override
    public void enforce(LinkRule rule, Runnable whenInForce) {
        FaultRule faultRule = (FaultRule) rule;
        endings.put(
                rule,
                faultRule.fault() instanceof PacketFault packets
                        ? disturb(packets)
                        : cut(((Partition) faultRule.fault()).links()));
        whenInForce.run();
    }

    private LongSupplier cut(Map<String, List<String>> named) {
        List<Relay.Link> links = links(named);
        long before = links.stream().mapToLong(Relay.Link::held).sum();
        links.forEach(Relay.Link::cut);
        return () -> {
            long held = links.stream().mapToLong(Relay.Link::held).sum() - before;
            links.forEach(Relay.Link::heal);
            return held;
        };
    }

    private LongSupplier disturb(PacketFault fault) {
        Disturbance disturbance = new Disturbance(fault);
        List<Relay.Link> links = fault.links().isEmpty() ? allLinks() : links(fault.links());
        links.forEach(link -> link.disturb(disturbance));
        return () -> {
            links.forEach(link -> link.calm(disturbance));
            return disturbance.lift();
        };
    }

    private List<Relay.Link> links(Map<String, List<String>> named) {
        List<Relay.Link> links = new ArrayList<>();
        named.forEach((from, receivers) -> receivers.forEach(to -> links.add(relay.link(from, to))));
        return links;
    }

    private List<Relay.Link> allLinks() {
        List<Relay.Link> links = new ArrayList<>();
        for (String node : nodeIds) {
            nodeIds.stream().filter(other -> !other.equals(node)).forEach(other -> links.add(relay.link(node, other)));
            links.add(relay.link(CLIENTS, node));
            links.add(relay.link(node, CLIENTS));
        }
        return links;
    }

    @Override
    public void lift(LinkRule rule, Runnable whenHealed) {
        ((FaultRule) rule).addEffects(endings.remove(rule).getAsLong());
        whenHealed.run();
    }
}
