package dev.squall.check.linear.certificate;

import java.util.List;
import java.util.Objects;

/**
 * Proof that a history is linearizable: for each key, an order of operations in which a single copy returns the
 * recorded results.
 *
 * @param orders one order for each key that has operations; at most one order for an unkeyed history
 */
public record Linearization(List<Order> orders) implements Certificate {

    /**
     * Order of the operations on one key.
     *
     * @param key the key; null in an unkeyed history
     * @param invocations the indexes of the operations' invocations, in the order of their effects. Indeterminate
     *     operations that take no effect are left out. Reads without a known result may be left out.
     */
    public record Order(Object key, List<Integer> invocations) {

        public Order {
            invocations = List.copyOf(invocations);
        }
    }

    public Linearization {
        orders = List.copyOf(Objects.requireNonNull(orders, "orders"));
    }
}
