package dev.squall.explore.world;

import dev.squall.explore.search.Execution;

/**
 * Events of a controlled world as numbers: the kind, the node or client that the event belongs to, a serial number, and
 * the variant. Messages are numbered by their sender, timers by their node, so that no number depends on what happens
 * elsewhere.
 */
final class Event {

    /** Kinds of events. */
    enum Kind {
        /** A message arrives at its receiver. The subject is the sender. */
        DELIVER,
        /** A client makes its next operation. */
        INVOKE,
        /** The timer of a node that is due first fires. */
        FIRE,
        /** A crashed node starts again. */
        RESTART,
        /** A message arrives, and a copy of it stays in the network. */
        DUPLICATE,
        /** A message is lost. */
        LOSE,
        /** A node crashes between two handlers. The variant is the number of unsynced records that it keeps. */
        CRASH,
        /** A node stands still: no handler of it runs. */
        PAUSE,
        /** A paused node goes on, and handles the requests that have arrived. */
        RESUME,
        /** The wall clock of a node is moved. The serial number is the distance, see {@link Event#moved}. */
        MOVE_CLOCK,
        /** A client no longer waits for a reply. */
        TIME_OUT
    }

    private static final Kind[] KINDS = Kind.values();

    private static final int KIND_SHIFT = 56;
    private static final int SUBJECT_SHIFT = 48;
    private static final int COPY_SHIFT = 40;
    private static final long SERIAL_MAX = (1L << (COPY_SHIFT - Execution.VARIANT_BITS)) - 1;
    private static final int BYTE = 0xff;
    static final int VARIANT_MAX = (1 << Execution.VARIANT_BITS) - 1;

    /** Maximum distance of one move of a clock, in milliseconds: one day. */
    static final int MOVE_MILLIS_MAX = 86_400_000;

    private Event() {}

    static long of(Kind kind, int subject, long serial) {
        return (long) kind.ordinal() << KIND_SHIFT | (long) subject << SUBJECT_SHIFT | serial << Execution.VARIANT_BITS;
    }

    static long withVariant(long event, int variant) {
        return Execution.base(event) | variant;
    }

    /** Returns the event that moves a node's wall clock, by -{@link #MOVE_MILLIS_MAX} to {@link #MOVE_MILLIS_MAX}. */
    static long moved(int node, int millis) {
        return of(Kind.MOVE_CLOCK, node, (long) millis + MOVE_MILLIS_MAX);
    }

    /** Returns by how many milliseconds an event moves a clock. */
    static int movedMillis(long event) {
        return (int) serial(event) - MOVE_MILLIS_MAX;
    }

    /** Returns an event with another kind. */
    static long as(Kind kind, long event) {
        return (event & (1L << KIND_SHIFT) - 1) | (long) kind.ordinal() << KIND_SHIFT;
    }

    /** Returns the delivery of the next copy of a message. */
    static long nextCopy(long delivery) {
        return Execution.base(delivery) + (1L << COPY_SHIFT);
    }

    static Kind kind(long event) {
        return KINDS[(int) (event >>> KIND_SHIFT)];
    }

    static int subject(long event) {
        return (int) (event >>> SUBJECT_SHIFT) & BYTE;
    }

    static int copy(long event) {
        return (int) (event >>> COPY_SHIFT) & BYTE;
    }

    static long serial(long event) {
        return event >>> Execution.VARIANT_BITS & SERIAL_MAX;
    }

    static int variant(long event) {
        return (int) event & VARIANT_MAX;
    }

    /** Returns true if both events are about the same message. */
    static boolean isSameMessage(long one, long other) {
        return isOfMessage(one)
                && isOfMessage(other)
                && Execution.base(as(Kind.DELIVER, one)) == Execution.base(as(Kind.DELIVER, other));
    }

    private static boolean isOfMessage(long event) {
        return switch (kind(event)) {
            case DELIVER, DUPLICATE, LOSE -> true;
            case INVOKE, FIRE, RESTART, CRASH, PAUSE, RESUME, MOVE_CLOCK, TIME_OUT -> false;
        };
    }
}
