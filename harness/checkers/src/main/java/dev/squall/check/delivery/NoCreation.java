package dev.squall.check.delivery;

import dev.squall.check.journal.Message;
import dev.squall.check.journal.Moment;
import dev.squall.check.journal.Nodes;

/**
 * Check of no creation: every delivered message was sent before, by its claimed sender to this receiver (Cachin,
 * Guerraoui and Rodrigues, 2011, properties PL3 and RB3; lecture 2.3). If a journal may lack facts, a delivery without
 * a recorded sending is not a violation. Constant time for each delivery.
 */
final class NoCreation extends DeliveryProperty {

    private final Nodes nodes;

    NoCreation(String checker, Nodes nodes) {
        super(checker);
        this.nodes = nodes;
    }

    @Override
    void check(Message message, int node, Moment moment) {
        if (!message.isSent() && nodes.missing().isEmpty()) {
            String fault = message.isSendNoted() ? "which was sent only after that" : "which no node had sent";
            breakWith(
                    "message-created", moment + " delivered " + message + ", " + fault, message.details(moment.node()));
        }
    }

    @Override
    protected String kept() {
        return "each of " + deliveries() + " deliveries was of a message that had been sent";
    }
}
