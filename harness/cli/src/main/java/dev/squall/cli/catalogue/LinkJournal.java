package dev.squall.cli.catalogue;

import dev.squall.check.Verdict;
import dev.squall.check.delivery.CrashContract;
import dev.squall.check.delivery.LinkDelivery;
import dev.squall.check.delivery.LinkProperty;
import dev.squall.experiment.JournalAnalysis;
import dev.squall.lectures.links.LinkFacts;
import dev.squall.node.Fact;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Hands what nodes note of their links to the checker of what links promise. */
final class LinkJournal implements JournalAnalysis {

    private record Named(String from, String to, Object message) {}

    private final LinkDelivery delivery;
    private final Set<Named> sent = new HashSet<>();
    private final Set<Named> delivered = new HashSet<>();

    LinkJournal(List<String> nodes, CrashContract contract, Collection<LinkProperty> claimed) {
        delivery = new LinkDelivery(nodes, contract, claimed);
    }

    @Override
    public void onFact(long timeNanos, String nodeId, int life, Fact fact) {
        if (fact instanceof LinkFacts.Sent noted) {
            sent.add(new Named(nodeId, noted.to(), noted.message()));
            delivery.sent(timeNanos, nodeId, life, noted.to(), noted.message());
        } else if (fact instanceof LinkFacts.Accepted noted) {
            delivery.acknowledged(timeNanos, nodeId, life, noted.to(), noted.message());
        } else if (fact instanceof LinkFacts.Delivered noted) {
            delivered.add(new Named(noted.from(), nodeId, noted.message()));
            delivery.delivered(timeNanos, nodeId, life, noted.from(), noted.message());
        } else if (fact instanceof LinkFacts.Started) {
            delivery.restarted(timeNanos, nodeId, life);
        } else if (fact instanceof LinkFacts.Recovered recovered) {
            onRecovery(timeNanos, nodeId, life, recovered);
        }
    }

    /** What a crash has kept from being noted happened before it; nothing else can have come between. */
    private void onRecovery(long timeNanos, String nodeId, int life, LinkFacts.Recovered recovered) {
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

    @Override
    public void onLifeEnd(long timeNanos, String nodeId, int life) {
        delivery.crashed(timeNanos, nodeId);
    }

    @Override
    public void onEnd(long healedNanos) {
        delivery.ended(healedNanos);
    }

    @Override
    public List<Verdict> verdicts() {
        return delivery.verdicts();
    }

    /** All nodes are alike. */
    @Override
    public Optional<String> primary() {
        return Optional.empty();
    }
}
