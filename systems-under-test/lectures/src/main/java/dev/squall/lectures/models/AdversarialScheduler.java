package dev.squall.lectures.models;

import dev.squall.node.Message;
import dev.squall.world.LinkRule;
import dev.squall.world.Packet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Scheduler of messages in an asynchronous network, as an adversary of the nodes. For each decision the scheduler lets
 * the contributions of all nodes but one pass at once. Further contributions could complete the decision, so they
 * arrive late. Every message arrives, and no message is changed, so the scheduler breaks no rule of the asynchronous
 * model.
 *
 * <p>The idea is that of Fischer, Lynch and Paterson ("Impossibility of distributed consensus with one faulty process",
 * 1985): their scheduler delays the message that would decide. A node that decides differently after a timeout loses
 * against this scheduler, and a node that only waits does not.
 *
 * <p>The network must call {@link #onSent} with each message before it applies the rule to the message.
 */
final class AdversarialScheduler implements LinkRule {

    private final Algorithm algorithm;
    private final int passing;
    private final long holdNanos;
    /** Senders whose contributions pass, by decision. */
    private final Map<Object, Set<String>> senders = new HashMap<>();

    private Message sent;
    private long heldCount;

    /** @param holdNanos additional delay of a message that could complete a decision */
    AdversarialScheduler(Algorithm algorithm, int nodeCount, long holdNanos) {
        this.algorithm = algorithm;
        this.passing = algorithm.contributors().applyAsInt(nodeCount) - 1;
        this.holdNanos = holdNanos;
    }

    /** Handles the sending of a message, to which the network is about to apply this rule. */
    void onSent(Message message) {
        sent = message;
    }

    @Override
    public void apply(int from, int to, Packet packet) {
        Object decision = algorithm.decision().apply(sent);
        if (decision == null) {
            return;
        }
        Set<String> ofDecision = senders.computeIfAbsent(decision, it -> new HashSet<>());
        if (ofDecision.size() < passing) {
            ofDecision.add(sent.source());
        }
        if (!ofDecision.contains(sent.source())) {
            packet.holdBack(holdNanos);
            heldCount++;
        }
    }

    /** Returns the number of messages that the scheduler has held back. */
    @Override
    public long effects() {
        return heldCount;
    }
}
