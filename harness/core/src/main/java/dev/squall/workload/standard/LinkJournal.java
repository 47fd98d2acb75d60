package dev.squall.workload.standard;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.delivery.LinkDelivery;
import dev.squall.check.delivery.LinkProperty;
import dev.squall.check.journal.CrashContract;
import dev.squall.history.Operation;
import dev.squall.node.Fact;
import dev.squall.node.protocol.LinkFacts;
import dev.squall.workload.JournalAnalysis;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Analysis of links by the facts that nodes note about them. Nodes must note each message before they transmit it, and
 * each message that they deliver. Without facts about links there is no verdict. If a send that was acknowledged to a
 * client was never noted, no property is valid.
 */
public final class LinkJournal implements JournalAnalysis {

    private record Named(String from, String to, Object message) {}

    private final LinkDelivery delivery;
    private final Set<Named> sent = new HashSet<>();
    private final Set<Named> delivered = new HashSet<>();
    /** Sends that were acknowledged to a client but not noted by any node. */
    private final Set<Named> unnoted = new LinkedHashSet<>();
    /**
     * Times until which lost facts may have happened, by node. A node has an entry if a killed life may have lost its
     * last facts.
     */
    private final Map<String, Long> inDoubtUntilNanos = new TreeMap<>();

    /**
     * @param nodes the names of all nodes of the run
     * @param claimed the properties to judge
     */
    public LinkJournal(List<String> nodes, CrashContract contract, Collection<LinkProperty> claimed) {
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

    @Override
    public void onOperation(Operation operation) {
        if (operation.isClient()
                && operation.type() == Operation.Type.OK
                && operation.function().equals(LinkClient.SEND)
                && operation.value() instanceof List<?> toAndMessage
                && operation.extras().get("node") instanceof String node) {
            Named acknowledged = new Named(node, toAndMessage.get(0).toString(), toAndMessage.get(1));
            if (!sent.contains(acknowledged)) {
                unnoted.add(acknowledged);
            }
        }
    }

    private boolean noteSent(Named message) {
        unnoted.remove(message);
        return sent.add(message);
    }

    private void onUse(long timeNanos, String nodeId, int life, Fact fact) {
        if (fact instanceof LinkFacts.Sent noted) {
            noteSent(new Named(nodeId, noted.to(), noted.message()));
            delivery.sent(timeNanos, nodeId, life, noted.to(), noted.message());
        } else if (fact instanceof LinkFacts.Accepted noted) {
            delivery.acknowledged(timeNanos, nodeId, life, noted.to(), noted.message());
        } else if (fact instanceof LinkFacts.Delivered noted) {
            delivered.add(new Named(noted.from(), nodeId, noted.message()));
            delivery.delivered(timeNanos, nodeId, life, noted.from(), noted.message());
        }
    }

    /**
     * Adds the facts that a crash kept from being noted. The added facts happened before the crash, and no other fact
     * can be missing. The node's storage records its last deliveries. No delivery is missing if the stored list is not
     * full, or if its first delivery was noted.
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
            if (noteSent(new Named(nodeId, message.to(), message.message()))) {
                delivery.sent(timeNanos, nodeId, life, message.to(), message.message());
            }
        }
        for (LinkFacts.Incoming message : recovered.delivered()) {
            if (delivered.add(new Named(message.from(), nodeId, message.message()))) {
                delivery.delivered(timeNanos, nodeId, life, message.from(), message.message());
            }
        }
    }

    /** Reports that a node's last facts are lost, if neither its killed life nor its storage has reported them. */
    private void leaveInDoubt(String nodeId) {
        Long untilNanos = inDoubtUntilNanos.remove(nodeId);
        if (untilNanos != null) {
            delivery.lastFactsLost(untilNanos, nodeId, lostFacts(nodeId));
        }
    }

    private static String lostFacts(String nodeId) {
        return "what " + nodeId + " noted last before it was killed is lost, and not stored";
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
        unnoted.stream()
                .findFirst()
                .ifPresent(message -> delivery.journalGap(healedNanos, message.from(), missingFact(message)));
        delivery.ended(healedNanos);
    }

    private static String missingFact(Named message) {
        return message.from() + " acknowledged the send of " + message.message() + " to " + message.to()
                + " and noted no fact 'sent' of it; expected one before the message is transmitted";
    }

    /**
     * Returns the verdicts on the facts so far. Before the end of the run no property is valid while a fact is missing,
     * since the node may still note it later.
     */
    @Override
    public List<Verdict> verdicts() {
        if (sent.isEmpty() && delivered.isEmpty()) {
            return List.of();
        }
        String missing = unnoted.stream()
                .findFirst()
                .map(LinkJournal::missingFact)
                .or(() -> inDoubtUntilNanos.keySet().stream().findFirst().map(LinkJournal::lostFacts))
                .orElse("");
        return delivery.verdicts().stream()
                .map(verdict -> missing.isEmpty() || verdict.validity() != Validity.VALID
                        ? verdict
                        : Verdict.unknown(verdict.checker(), missing, verdict.details()))
                .toList();
    }

    /** Returns empty, because all nodes have the same role. */
    @Override
    public Optional<String> primary() {
        return Optional.empty();
    }
}
