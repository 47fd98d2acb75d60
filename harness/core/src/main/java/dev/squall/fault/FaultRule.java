package dev.squall.fault;

import dev.squall.world.LinkRule;
import java.util.List;
import java.util.Map;

/** A rule that puts a fault of the network in force, and can say which. */
public abstract sealed class FaultRule implements LinkRule permits CutRule, PacketRule {

    private final Fault fault;
    private final boolean[][] affected;
    private long bites;

    /**
     * @param links for each sender, the receivers whose links are affected
     * @throws IllegalArgumentException if a node is none of the cluster's
     */
    FaultRule(Fault fault, Map<String, List<String>> links, List<String> nodeIds) {
        this.fault = fault;
        this.affected = new boolean[nodeIds.size()][nodeIds.size()];
        links.forEach((from, receivers) ->
                receivers.forEach(to -> affected[index(from, nodeIds)][index(to, nodeIds)] = true));
    }

    private static int index(String node, List<String> nodeIds) {
        int index = nodeIds.indexOf(node);
        if (index < 0) {
            throw new IllegalArgumentException("no node is called " + node + "; the nodes are " + nodeIds);
        }
        return index;
    }

    public final Fault fault() {
        return fault;
    }

    final boolean affects(int from, int to) {
        return affected[from][to];
    }

    final void bite() {
        bite(1);
    }

    /** Counts what was done in the rule's name by those who put it in force elsewhere. */
    public final void bite(long times) {
        bites += times;
    }

    @Override
    public final long bites() {
        return bites;
    }
}
