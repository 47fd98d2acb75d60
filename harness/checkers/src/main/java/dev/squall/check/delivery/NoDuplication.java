package dev.squall.check.delivery;

import dev.squall.check.journal.Message;
import dev.squall.check.journal.Moment;

/**
 * Check of no duplication: no node delivers a message twice, in one life or in two (Cachin, Guerraoui and Rodrigues,
 * 2011, properties PL2 and RB2; lecture 2.3). Constant time for each delivery.
 */
final class NoDuplication extends DeliveryProperty {

    NoDuplication(String checker) {
        super(checker);
    }

    @Override
    void check(Message message, int node, Moment moment) {
        Moment first = message.deliveredBy(node);
        if (first != null) {
            breakWith(
                    "message-duplicated",
                    moment + " delivered " + message + ", which it had delivered before: " + first,
                    message.details(moment.node()));
        }
    }

    @Override
    protected String kept() {
        return "none of " + deliveries() + " deliveries was of a message that the node had delivered before";
    }
}
