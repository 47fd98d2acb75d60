package dev.squall.fault;

import dev.squall.world.LinkRule;
import dev.squall.world.Network;
import dev.squall.world.Packet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A rule that puts a network fault in force and counts its effects. */
public final class FaultRule implements LinkRule {

    private final Fault fault;
    private final boolean onAllLinks;
    private final boolean[][] affected;
    private final Effect effect;
    private long effects;

    /** Effect of the rule on one message on an affected link. */
    interface Effect {

        /** Changes the message and returns true, or leaves the message alone and returns false. */
        boolean apply(Packet packet);
    }

    /**
     * @param links for each sender, the receivers whose links are affected
     * @param onAllLinks true if every link is affected
     * @throws IllegalArgumentException if the links name a node that is not in the cluster
     */
    FaultRule(Fault fault, Map<String, List<String>> links, boolean onAllLinks, List<String> nodeIds, Effect effect) {
        this.onAllLinks = onAllLinks;
        this.fault = fault;
        this.effect = effect;
        this.affected = new boolean[nodeIds.size()][nodeIds.size()];
        links.forEach((from, receivers) ->
                receivers.forEach(to -> affected[index(from, nodeIds)][index(to, nodeIds)] = true));
    }

    /**
     * Returns a rule whose fault the world enforces and counts itself.
     *
     * @param links for each sender, the receivers whose links are affected; empty for all links
     * @throws IllegalArgumentException if the links name a node that is not in the cluster
     */
    public static FaultRule enforcedByWorld(Fault fault, Map<String, List<String>> links, List<String> nodeIds) {
        return new FaultRule(fault, links, links.isEmpty(), nodeIds, packet -> false);
    }

    private static int index(String node, List<String> nodeIds) {
        int index = nodeIds.indexOf(node);
        if (index < 0) {
            throw new IllegalArgumentException("no node is called " + node + "; the nodes are " + nodeIds);
        }
        return index;
    }

    /** Returns the fault that the rule puts in force. */
    public Fault fault() {
        return fault;
    }

    @Override
    public void apply(int from, int to, Packet packet) {
        if ((onAllLinks || affected[from][to]) && effect.apply(packet)) {
            effects++;
        }
    }

    /** Adds effects that the world counted itself, when it enforces the fault outside of this rule. */
    public void addEffects(long times) {
        effects += times;
    }

    @Override
    public long effects() {
        return effects;
    }

    /**
     * Puts this rule in force on a network; undoing the returned fault removes the rule.
     *
     * @param effectName the name of the number of effects in the fault's evidence
     */
    Optional<ActiveFault> inject(Network network, String effectName, Runnable whenInForce) {
        network.add(this, whenInForce);
        return Optional.of(new ActiveFault(fault) {
            @Override
            public void undo(Runnable whenUndone) {
                network.remove(FaultRule.this, whenUndone);
            }

            @Override
            public long effects() {
                return effects;
            }

            @Override
            Map<String, Long> seen() {
                return Map.of(effectName, effects);
            }
        });
    }
}
