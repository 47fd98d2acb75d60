package dev.squall.check.delivery;

import dev.squall.check.journal.Message;
import dev.squall.check.journal.Moment;
import dev.squall.check.journal.Nodes;

/**
 * Check of FIFO order: no node delivers a message before all earlier messages of the same sender, over the same link or
 * by broadcast (Hadzilacos and Toueg, 1994; lecture 4.2). Constant time for each delivery, amortized.
 */
final class FifoOrder extends Precedence {

    FifoOrder(String checker, Nodes nodes) {
        super(checker, "fifo-order-broken", "was sent before it by the same node", nodes);
    }

    @Override
    void checkPreceding(Message message, int node, Moment moment) {
        checkPreceding(
                message,
                node,
                moment,
                message.sender(),
                message.index(),
                message.sent().life());
    }

    @Override
    protected String kept() {
        return "each of " + deliveries() + " deliveries came after those of what the same node had sent before";
    }
}
