package dev.squall.lectures.updates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * State of a replica with its update function. Each kind of function has other requirements on the broadcast (lecture
 * 5.3).
 */
interface UpdateFunction {

    /** Returns the update that this replica broadcasts for a client's request with this number. */
    Object update(long number);

    /** Applies a delivered update to the state. */
    void apply(Object update);

    /** Returns the state as a list. */
    List<Object> state();

    /** Returns true if updates may be lost, as long as replicas broadcast their state periodically. */
    default boolean toleratesLoss() {
        return false;
    }

    /** Kinds of update functions, the most demanding first. */
    enum Kind {
        /**
         * Appends to a list: updates are deterministic, and all replicas must apply any two updates in the same order.
         */
        ORDER_DEPENDENT,
        /** Adds elements to a set, and removes elements that the replica has: concurrent updates commute. */
        CONCURRENT_COMMUTE,
        /** Adds to a counter: all updates commute. */
        ALL_COMMUTE,
        /** Merges sets: all updates commute and are idempotent, and updates may be lost if replicas repeat them. */
        LOSS_TOLERANT;

        UpdateFunction create() {
            return switch (this) {
                case ORDER_DEPENDENT -> new Appends();
                case CONCURRENT_COMMUTE -> new AddsAndRemoves();
                case ALL_COMMUTE -> new Increments();
                case LOSS_TOLERANT -> new Merges();
            };
        }
    }

    /** Update function that appends numbers to a list. */
    final class Appends implements UpdateFunction {

        private final List<Object> list = new ArrayList<>();

        @Override
        public Object update(long number) {
            return number;
        }

        @Override
        public void apply(Object update) {
            list.add(update);
        }

        @Override
        public List<Object> state() {
            return list;
        }
    }

    /** Update function of a set. Each element is added once, and only a replica with the element can remove it. */
    final class AddsAndRemoves implements UpdateFunction {

        private static final long ADD = 1;
        private static final long REMOVE = 0;
        private static final int REMOVE_ONE_IN = 3;

        private final Set<Object> elements = new LinkedHashSet<>();

        @Override
        public Object update(long number) {
            List<Object> present = state();
            // The update removes the newest element, because its addition may not have reached other replicas yet.
            return number % REMOVE_ONE_IN == 0 && !present.isEmpty()
                    ? Arrays.asList(REMOVE, present.get(present.size() - 1))
                    : Arrays.asList(ADD, number);
        }

        @Override
        public void apply(Object update) {
            List<?> parts = (List<?>) update;
            if (parts.get(0).equals(ADD)) {
                elements.add(parts.get(1));
            } else {
                elements.remove(parts.get(1));
            }
        }

        @Override
        public List<Object> state() {
            return new ArrayList<>(new TreeSet<>(elements));
        }
    }

    /** Update function that adds numbers to a counter. */
    final class Increments implements UpdateFunction {

        private long sum;

        @Override
        public Object update(long number) {
            return number;
        }

        @Override
        public void apply(Object update) {
            sum += (Long) update;
        }

        @Override
        public List<Object> state() {
            return List.of(sum);
        }
    }

    /**
     * Update function of a set that only grows. An update is a subset of a replica's set; the periodic update is the
     * whole set.
     */
    final class Merges implements UpdateFunction {

        private final Set<Object> elements = new HashSet<>();

        @Override
        public Object update(long number) {
            elements.add(number);
            return List.of(number);
        }

        @Override
        public void apply(Object update) {
            elements.addAll((List<?>) update);
        }

        @Override
        public List<Object> state() {
            List<Object> sorted = new ArrayList<>(elements);
            sorted.sort(null);
            return sorted;
        }

        @Override
        public boolean toleratesLoss() {
            return true;
        }
    }
}
