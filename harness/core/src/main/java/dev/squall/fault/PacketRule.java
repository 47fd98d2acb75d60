package dev.squall.fault;

import dev.squall.world.Packet;
import java.util.List;
import java.util.SplittableRandom;

/** Disturbs some of the messages, which of them follows from the fault's seed and the order of sending. */
final class PacketRule extends FaultRule {

    private final Fault.Packets packets;
    private final SplittableRandom random;

    PacketRule(Fault.Packets packets, List<String> nodeIds) {
        super(packets, packets.links(), nodeIds);
        this.packets = packets;
        this.random = new SplittableRandom(packets.seed());
    }

    @Override
    public void apply(int from, int to, Packet packet) {
        boolean concerned = packets.links().isEmpty() || affects(from, to);
        if (!concerned || random.nextInt(100) >= packets.perCent()) {
            return;
        }
        bite();
        switch (packets.kind()) {
            case DELAY -> packet.delay(1 + random.nextLong(packets.delayNanos()));
            case LOSS -> packet.drop();
            case DUPLICATION -> packet.duplicate();
            case REORDERING -> packet.holdBack(1 + random.nextLong(packets.delayNanos()));
            case SLOWNESS -> packet.delay(packets.delayNanos());
        }
    }
}
