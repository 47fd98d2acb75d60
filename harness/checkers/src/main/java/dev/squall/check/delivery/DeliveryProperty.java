package dev.squall.check.delivery;

import dev.squall.check.journal.Message;
import dev.squall.check.journal.Moment;
import dev.squall.check.journal.SafetyProperty;
import java.util.Map;

/** A property of deliveries, which counts them. */
abstract class DeliveryProperty extends SafetyProperty {

    private long deliveries;

    DeliveryProperty(String checker) {
        super(checker);
    }

    /**
     * Records that a node delivers a message. {@link Message#deliveredBy(int)} has what the node did before, and not
     * yet this.
     *
     * @param moment at the node
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
