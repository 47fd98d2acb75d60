package dev.squall.lectures.broadcast;

import dev.squall.check.Verdict;
import dev.squall.check.delivery.BroadcastDelivery;
import dev.squall.check.delivery.BroadcastProperty;
import dev.squall.check.journal.CrashContract;
import dev.squall.history.Operation;
import dev.squall.lectures.raft.RaftFacts;
import dev.squall.node.Fact;
import dev.squall.node.protocol.BroadcastFacts;
import dev.squall.workload.JournalAnalysis;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Analysis of the nodes' journalled broadcasts and deliveries, which also counts the messages that broadcasts cost.
 * Nodes must journal each broadcast before its first copy is sent, and each delivery.
 */
final class BroadcastJournal implements JournalAnalysis {

    private record Noted(String node, long number, Object message) {}

    private final BroadcastDelivery delivery;
    private final boolean isUniform;
    private final BroadcastCost cost;
    private final Set<Noted> broadcasts = new HashSet<>();
    private final Set<Noted> numbered = new HashSet<>();
    private boolean hasDeliveries;
    /** Messages that a node acknowledged to a client, with the node's name. */
    private final Map<Object, String> acknowledged = new LinkedHashMap<>();
    /** Nodes that were killed and may have lost their last facts. */
    private final Set<String> inDoubt = new TreeSet<>();

    private String primary;

    /**
     * @param nodes the names of all nodes of the run
     * @param claimed properties to check
     */
    BroadcastJournal(List<String> nodes, CrashContract contract, Collection<BroadcastProperty> claimed) {
        delivery = new BroadcastDelivery(nodes, contract, claimed);
        isUniform = claimed.contains(BroadcastProperty.UNIFORM_AGREEMENT);
        cost = new BroadcastCost(nodes.size());
    }

    /** Sets the node that is the leader from the start of the run. */
    BroadcastJournal ledBy(String node) {
        primary = node;
        return this;
    }

    @Override
    public void onFact(long timeNanos, String nodeId, int life, Fact fact) {
        if (fact instanceof BroadcastFacts.Resumed) {
            inDoubt.remove(nodeId);
            delivery.restarted(timeNanos, nodeId, life);
        } else if (fact instanceof BroadcastFacts.Broadcast noted) {
            leaveInDoubt(timeNanos, nodeId);
            if (broadcasts.add(new Noted(nodeId, 0, noted.message()))) {
                cost.broadcast();
                delivery.broadcast(timeNanos, nodeId, life, noted.message());
            }
        } else if (fact instanceof BroadcastFacts.Accepted noted) {
            leaveInDoubt(timeNanos, nodeId);
            delivery.acknowledged(timeNanos, nodeId, life, noted.message());
        } else if (fact instanceof BroadcastFacts.DeliveredAt noted) {
            if (numbered.add(new Noted(nodeId, noted.number(), noted.message()))) {
                onDelivery(timeNanos, nodeId, life, noted.message());
            }
        } else if (fact instanceof BroadcastFacts.Delivered noted) {
            onDelivery(timeNanos, nodeId, life, noted.message());
        } else if (fact instanceof BroadcastFacts.Copied noted) {
            cost.copied(noted.copies());
        } else if (fact instanceof BroadcastFacts.Reached noted) {
            cost.reached(noted.message(), noted.round());
        } else if (fact instanceof RaftFacts.BecameLeader) {
            primary = nodeId;
        }
    }

    private void onDelivery(long timeNanos, String nodeId, int life, Object message) {
        leaveInDoubt(timeNanos, nodeId);
        hasDeliveries = true;
        delivery.delivered(timeNanos, nodeId, life, message);
    }

    private void leaveInDoubt(long timeNanos, String nodeId) {
        if (inDoubt.remove(nodeId)) {
            delivery.lastFactsLost(
                    timeNanos, nodeId, "what " + nodeId + " noted last before it was killed is lost, and not stored");
        }
    }

    @Override
    public void onOperation(Operation operation) {
        if (operation.isClient()
                && operation.type() == Operation.Type.OK
                && operation.function().equals(BroadcastWorkload.BROADCAST)
                && operation.extras().get("node") instanceof String node) {
            acknowledged.put(operation.value(), node);
        }
    }

    @Override
    public void onLifeEnd(long timeNanos, String nodeId, int life, boolean whole) {
        delivery.crashed(timeNanos, nodeId);
        if (!whole) {
            inDoubt.add(nodeId);
        }
    }

    /**
     * Handles the end of the run. A node without facts since its crash can have lost only deliveries, which matter to
     * uniform agreement alone.
     */
    @Override
    public void onEnd(long healedNanos) {
        if (isUniform) {
            List.copyOf(inDoubt).forEach(node -> leaveInDoubt(healedNanos, node));
        }
        acknowledged.entrySet().stream()
                .filter(entry -> !broadcasts.contains(new Noted(entry.getValue(), 0, entry.getKey())))
                .findFirst()
                .ifPresent(entry -> delivery.journalGap(
                        healedNanos,
                        entry.getValue(),
                        entry.getValue() + " acknowledged the broadcast of " + entry.getKey()
                                + " and noted no fact 'broadcast' of it; expected one before the message is sent"));
        delivery.ended(healedNanos);
    }

    @Override
    public List<Verdict> verdicts() {
        if (broadcasts.isEmpty() && !hasDeliveries) {
            return List.of();
        }
        List<Verdict> verdicts = new ArrayList<>(delivery.verdicts());
        if (!cost.isUnknown()) {
            verdicts.add(Verdict.valid(BroadcastCost.CHECKER, cost.words(), cost.figures()));
        }
        return verdicts;
    }

    /** Returns the current leader, empty if the broadcast has no leader. */
    @Override
    public Optional<String> primary() {
        return Optional.ofNullable(primary);
    }
}
