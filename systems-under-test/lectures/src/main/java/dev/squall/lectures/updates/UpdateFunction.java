package dev.squall.lectures.updates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A replica's state, and what an update does to it. Each kind needs something of the broadcast (lecture 5.3). */
interface UpdateFunction {

    /** Returns the update that a client's request for this number means at this replica. */
    Object update(long number);

    /** Applies an update that was delivered. */
    void apply(Object update);

    /** Returns the state, as a list. */
    List<Object> state();

    /** Returns true if updates may be lost, so that the replica must send its state again and again. */
    default boolean repeats() {
        return false;
    }

    /** Kinds of functions, the most demanding first. */
    enum Kind {
        /** Appends to a list: deterministic, and any two updates must be applied in the same order everywhere. */
        ORDER_DEPENDENT,
        /** Adds elements, and removes elements that the replica has: concurrent updates commute. */
        CONCURRENT_COMMUTE,
        /** Adds to a counter: all updates commute. */
        ALL_COMMUTE,
        /** Merges sets, and repeats: all updates commute, are idempotent, and may be lost. */
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

    /** A list that grows at its end. */
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

    /** A set of elements that are added once, and removed only where they are. */
    final class AddsAndRemoves implements UpdateFunction {

        private static final long ADD = 1;
        private static final long REMOVE = 0;
        private static final int REMOVE_ONE_IN = 3;

        private final Set<Object> elements = new LinkedHashSet<>();

        @Override
        public Object update(long number) {
            List<Object> present = state();
            // The newest: its addition may still be on its way to others.
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

    /** A counter. */
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

    /** A set that only grows. An update is a part of a replica's set, and now and then the whole set. */
    final class Merges implements UpdateFunction {

        private final Set<Object> elements = new TreeSet<>();

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
            return new ArrayList<>(elements);
        }

        @Override
        public boolean repeats() {
            return true;
        }
    }
}
