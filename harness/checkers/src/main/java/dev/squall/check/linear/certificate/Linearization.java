package dev.squall.check.linear.certificate;

import java.util.List;
import java.util.Objects;

/**
 * Shows that a history is linearizable: for each key one order of its operations in which a single copy answers as
 * recorded.
 *
 * @param orders one for each key that has operations; of an unkeyed history at most one
 */
public record Linearization(List<Order> orders) implements Certificate {

    /**
     * The order on one key.
     *
     * @param key null in an unkeyed history
     * @param invocations the indexes, in the history, of the operations' invocations in the order in which they take
     *     effect; of indeterminate operations those that take effect. An operation that can stand anywhere, as a read
     *     whose result is not known, may be left out.
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
