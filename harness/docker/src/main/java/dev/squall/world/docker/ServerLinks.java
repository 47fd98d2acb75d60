package dev.squall.world.docker;

import dev.squall.fault.FaultRule;
import dev.squall.fault.PacketFault;
import dev.squall.fault.Partition;
import dev.squall.world.LinkRule;
import dev.squall.world.Network;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Enforcer of cuts and of losses between the containers of foreign servers, by packet filters. */
record ServerLinks(PacketFilter filter, List<String> nodeIds) implements Network.Enforcer {

    @Override
    public String unit() {
        return "packets";
    }

    @Override
    public void enforce(LinkRule rule, Runnable whenInForce) {
        FaultRule known = (FaultRule) rule;
        if (known.fault() instanceof PacketFault loss) {
            filter.drop(known, loss.links().isEmpty() ? allLinks() : loss.links(), loss.perCent(), whenInForce);
        } else {
            filter.drop(known, ((Partition) known.fault()).links(), whenInForce);
        }
    }

    @Override
    public void lift(LinkRule rule, Runnable whenHealed) {
        filter.pass((FaultRule) rule, whenHealed);
    }

    private Map<String, List<String>> allLinks() {
        Map<String, List<String>> links = new LinkedHashMap<>();
        for (String from : nodeIds) {
            links.put(from, nodeIds.stream().filter(to -> !to.equals(from)).toList());
        }
        return links;
    }
}
