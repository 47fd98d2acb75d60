package dev.squall.lectures.models;

import dev.squall.node.Message;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Scheduler of messages in an asynchronous network, as an adversary of the nodes. For each decision the scheduler lets
 * the contributions of all nodes but one pass at once. Further contributions could complete the decision, so they
 * must arrive late. Every message arrives, and no message is changed, so the scheduler keeps the rules of the
 * asynchronous model.
 *
 * <p>The idea is that of Fischer, Lynch and Paterson ("Impossibility of distributed consensus with one faulty process",
 * 1985): their scheduler delays the message that would decide. A node that decides differently after a timeout loses
 * against this scheduler, and a node that only waits does not.
 */
final class AdversarialScheduler {

    private final Algorithm algorithm;
    private final int passing;
    /** Senders whose contributions pass, by decision. */
    private final Map<Object, Set<String>> senders = new HashMap<>();

    private long heldCount;

    AdversarialScheduler(Algorithm algorithm, int nodeCount) {
        this.algorithm = algorithm;
        this.passing = algorithm.contributors().applyAsInt(nodeCount) - 1;
    }

    /** Returns true if a message between two nodes must arrive late. */
    boolean holdsBack(Message message) {
        Object decision = algorithm.decision().apply(message);
        if (decision == null) {
            return false;
        }
        Set<String> ofDecision = senders.computeIfAbsent(decision, it -> new HashSet<>());
        if (ofDecision.size() < passing) {
            ofDecision.add(message.source());
        }
        if (ofDecision.contains(message.source())) {
            return false;
        }
        heldCount++;
        return true;
    }

    /** Returns the number of messages that the scheduler has held back. */
    long heldCount() {
        return heldCount;
    }
}
