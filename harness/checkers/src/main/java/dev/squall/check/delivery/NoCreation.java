package dev.squall.check.delivery;

import dev.squall.check.journal.Message;
import dev.squall.check.journal.Moment;
import dev.squall.check.journal.Nodes;

/**
 * Every delivered message was sent before, by the node and to the node for which it passes (Cachin, Guerraoui and
 * Rodrigues, 2011, properties PL3 and RB3; lecture 2.3). A delivery whose sending no journal has, while something is
 * missing in one of them, proves nothing. Constant time for each delivery.
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
