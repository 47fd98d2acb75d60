package dev.squall.check.delivery;

import dev.squall.check.journal.Message;
import dev.squall.check.journal.Moment;
import dev.squall.check.journal.SafetyProperty;
import java.util.Map;

/** Safety property of deliveries that also counts the deliveries. */
abstract class DeliveryProperty extends SafetyProperty {

    private long deliveries;

    DeliveryProperty(String checker) {
        super(checker);
    }

    /**
     * Records that a node delivers a message. {@link Message#deliveredBy(int)} does not yet contain this delivery.
     *
     * @param moment the moment of the delivery at the node
     */
    final void delivered(Message message, int node, Moment moment) {
        deliveries++;
        if (!isBroken()) {
            check(message, node, moment);
        }
    }

    abstract void check(Message message, int node, Moment moment);

    final long deliveries() {
        return deliveries;
    }

    @Override
    protected final Map<String, Object> figures() {
        return Map.of("deliveries", deliveries);
    }
}
