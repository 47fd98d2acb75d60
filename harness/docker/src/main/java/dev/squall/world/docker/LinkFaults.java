package dev.squall.world.docker;

import dev.squall.fault.FaultRule;
import dev.squall.fault.Partition;
import dev.squall.world.LinkRule;
import dev.squall.world.Network;

/** Enforcer of link faults: packet filters cut links, and the senders' hosts disturb messages. */
record LinkFaults(PacketFilter filter, MessageFaults messages) implements Network.Enforcer {

    @Override
    public String unit() {
        return "packets";
    }

    @Override
    public void enforce(LinkRule rule, Runnable whenInForce) {
        FaultRule known = known(rule);
        if (known.fault() instanceof Partition cut) {
            filter.drop(known, cut.links(), whenInForce);
        } else {
            messages.begin(known);
            whenInForce.run();
        }
    }

    @Override
    public void lift(LinkRule rule, Runnable whenHealed) {
        FaultRule known = known(rule);
        if (known.fault() instanceof Partition) {
            filter.pass(known, whenHealed);
        } else {
            messages.end(known);
            whenHealed.run();
        }
    }

    private static FaultRule known(LinkRule rule) {
        if (rule instanceof FaultRule known) {
            return known;
        }
        throw new IllegalStateException(rule + " cannot be enforced on containers; expected a rule of a known fault");
    }
}
