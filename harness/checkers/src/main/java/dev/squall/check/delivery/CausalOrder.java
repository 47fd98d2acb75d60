package dev.squall.check.delivery;

import dev.squall.check.journal.Message;
import dev.squall.check.journal.Moment;
import dev.squall.check.journal.Nodes;

/**
 * Check of causal order: no node delivers a message before all messages whose broadcasts happened before the message's
 * broadcast (Birman and Joseph, 1987; Hadzilacos and Toueg, 1994; lecture 4.2). The checker computes happened-before
 * itself, by {@link CausalHistory}. A delivery takes time linear in the nodes, amortized.
 */
final class CausalOrder extends Precedence {

    CausalOrder(String checker, Nodes nodes) {
        super(checker, "causal-order-broken", "happened before it", nodes);
    }

    @Override
    void checkPreceding(Message message, int node, Moment moment) {
        long[] past = message.past();
        for (int sender = 0; sender < past.length; sender++) {
            int count = CausalHistory.broadcasts(past[sender]);
            if (count > 0) {
                checkPreceding(message, node, moment, sender, count, CausalHistory.life(past[sender]));
            }
        }
    }

    @Override
    protected String kept() {
        return "each of " + deliveries() + " deliveries came after those of what had been broadcast causally before";
    }
}
