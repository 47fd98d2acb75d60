package dev.squall.fault;

import dev.squall.world.Packet;
import java.util.List;

/** Loses every message on the links that are cut. */
final class CutRule extends FaultRule {

    CutRule(Fault.Cut cut, List<String> nodeIds) {
        super(cut, cut.links(), nodeIds);
    }

    @Override
    public void apply(int from, int to, Packet packet) {
        if (affects(from, to)) {
            bite();
            packet.drop();
        }
    }
}
