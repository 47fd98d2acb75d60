package dev.squall.check.delivery;

import dev.squall.check.journal.Message;
import dev.squall.check.journal.Moment;
import dev.squall.check.journal.Nodes;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Check of total order: no two nodes, correct or not, deliver two messages in different order (Hadzilacos and Toueg,
 * 1994; lecture 4.2). If a node delivers a message twice, the first delivery counts. A node is not judged after a gap
 * in its journal.
 *
 * <p>For each pair of nodes p and q, the messages that both delivered must be in the same order. When p delivers a
 * message that q has delivered, this message must be the last one in q's sequence that p has delivered. So the checker
 * stores one message for each pair. A delivery takes time linear in the nodes, memory is quadratic in the nodes.
 */
final class TotalOrder extends DeliveryProperty {

    private final Nodes nodes;

    /** Element [p][q]: the last message in the order of p that both p and q delivered. */
    private final Message[][] lastCommon;

    TotalOrder(String checker, Nodes nodes) {
        super(checker);
        this.nodes = nodes;
        lastCommon = new Message[nodes.size()][nodes.size()];
    }

    @Override
    void check(Message message, int node, Moment moment) {
        if (message.deliveredBy(node) != null || nodes.isSequenceBroken(node, moment)) {
            return;
        }
        for (int other = 0; other < nodes.size(); other++) {
            Moment there = message.deliveredBy(other);
            // A delivery after a gap is not judged: the node may have delivered the message in the gap already.
            if (there != null && other != node && !nodes.isSequenceBroken(other, there)) {
                check(message, node, moment, other, there);
            }
        }
    }

    private void check(Message message, int node, Moment moment, int other, Moment there) {
        Message last = lastCommon[other][node];
        if (last == null || last.deliveredBy(other).ordinal() < there.ordinal()) {
            lastCommon[other][node] = message;
        } else if (!isBroken()) {
            violated(message, moment, last, last.deliveredBy(node), there, last.deliveredBy(other));
        }
        lastCommon[node][other] = message;
    }

    private void violated(Message a, Moment aHere, Message b, Moment bHere, Moment aThere, Moment bThere) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("first", b.details(bHere.node()));
        details.put("second", a.details(aHere.node()));
        details.put("otherReceiver", aThere.node());
        breakWith(
                "total-order-broken",
                "two nodes delivered " + a + " and " + b + " in different order: " + bHere + " the latter and " + aHere
                        + " the former, but " + aThere + " the former and " + bThere + " the latter",
                details);
    }

    @Override
    protected String kept() {
        return "in " + deliveries() + " deliveries no two nodes delivered two messages in different order";
    }
}
