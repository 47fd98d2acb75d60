package dev.squall.lectures.links;

import dev.squall.check.Verdict;
import dev.squall.check.delivery.LinkDelivery;
import dev.squall.check.delivery.LinkProperty;
import dev.squall.check.journal.CrashContract;
import dev.squall.node.Fact;
import dev.squall.system.JournalAnalysis;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Journal analysis of the links: passes the nodes' facts to the checker of the links' properties. */
final class LinkJournal implements JournalAnalysis {

    private record Named(String from, String to, Object message) {}

    private final LinkDelivery delivery;
    private final Set<Named> sent = new HashSet<>();
    private final Set<Named> delivered = new HashSet<>();
    /**
     * Times until which lost facts may have happened, by node. A node is here if a killed life may have lost its last
     * facts.
     */
    private final Map<String, Long> inDoubtUntilNanos = new TreeMap<>();

    LinkJournal(List<String> nodes, CrashContract contract, Collection<LinkProperty> claimed) {
        delivery = new LinkDelivery(nodes, contract, claimed);
    }

    @Override
    public void onFact(long timeNanos, String nodeId, int life, Fact fact) {
        if (fact instanceof LinkFacts.Started) {
            delivery.restarted(timeNanos, nodeId, life);
            inDoubtUntilNanos.computeIfPresent(nodeId, (node, until) -> timeNanos);
        } else if (fact instanceof LinkFacts.Recovered recovered) {
            onRecovery(timeNanos, nodeId, life, recovered);
        } else {
            leaveInDoubt(nodeId);
            onUse(timeNanos, nodeId, life, fact);
        }
    }

    private void onUse(long timeNanos, String nodeId, int life, Fact fact) {
        if (fact instanceof LinkFacts.Sent noted) {
            sent.add(new Named(nodeId, noted.to(), noted.message()));
            delivery.sent(timeNanos, nodeId, life, noted.to(), noted.message());
        } else if (fact instanceof LinkFacts.Accepted noted) {
            delivery.acknowledged(timeNanos, nodeId, life, noted.to(), noted.message());
        } else if (fact instanceof LinkFacts.Delivered noted) {
            delivered.add(new Named(noted.from(), nodeId, noted.message()));
            delivery.delivered(timeNanos, nodeId, life, noted.from(), noted.message());
        }
    }

    /**
     * Adds the sends and deliveries that storage holds and the journal lacks: a crash lost their facts. The lost facts
     * are the last ones of the life. So storage holds all lost deliveries if it holds one that was journalled, or every
     * delivery there was.
     */
    private void onRecovery(long timeNanos, String nodeId, int life, LinkFacts.Recovered recovered) {
        List<LinkFacts.Incoming> told = recovered.delivered();
        if (told.size() < LinkFacts.Recovered.DELIVERED_MAX
                || delivered.contains(
                        new Named(told.get(0).from(), nodeId, told.get(0).message()))) {
            inDoubtUntilNanos.remove(nodeId);
        }
        leaveInDoubt(nodeId);
        for (LinkFacts.Outgoing message : recovered.outgoing()) {
            if (sent.add(new Named(nodeId, message.to(), message.message()))) {
                delivery.sent(timeNanos, nodeId, life, message.to(), message.message());
            }
        }
        for (LinkFacts.Incoming message : recovered.delivered()) {
            if (delivered.add(new Named(message.from(), nodeId, message.message()))) {
                delivery.delivered(timeNanos, nodeId, life, message.from(), message.message());
            }
        }
    }

    /** Reports that a node's last facts are lost, if neither the killed life nor the storage has told them. */
    private void leaveInDoubt(String nodeId) {
        Long untilNanos = inDoubtUntilNanos.remove(nodeId);
        if (untilNanos != null) {
            delivery.lastFactsLost(
                    untilNanos, nodeId, "what " + nodeId + " noted last before it was killed is lost, and not stored");
        }
    }

    @Override
    public void onLifeEnd(long timeNanos, String nodeId, int life, boolean whole) {
        delivery.crashed(timeNanos, nodeId);
        if (!whole) {
            inDoubtUntilNanos.put(nodeId, timeNanos);
        }
    }

    @Override
    public void onEnd(long healedNanos) {
        List.copyOf(inDoubtUntilNanos.keySet()).forEach(this::leaveInDoubt);
        delivery.ended(healedNanos);
    }

    @Override
    public List<Verdict> verdicts() {
        return delivery.verdicts();
    }

    /** Returns empty, because all nodes have the same role. */
    @Override
    public Optional<String> primary() {
        return Optional.empty();
    }
}
