package dev.squall.explore.world;

import dev.squall.explore.world.Event.Kind;

/**
 * What happens to a node.
 *
 * @param kind {@link Kind#DELIVER} for a message or request, {@link Kind#FIRE}, {@link Kind#RESTART}, {@link
 *     Kind#CRASH} or {@link Kind#MOVE_CLOCK}
 * @param letter the message that arrives; null for other kinds
 * @param variant variant of the event, see {@link Event}
 * @param millis distance by which the clock is moved; 0 for other kinds
 */
record NodeEvent(Kind kind, Letter letter, int variant, int millis) {

    private static final int VARIANT_BITS = 12;
    private static final int KIND_BITS = 4;

    NodeEvent(Kind kind, Letter letter, int variant) {
        this(kind, letter, variant, 0);
    }

    /** Returns a number that no other event at a node has. */
    long number() {
        long number = letter == null ? Integer.toUnsignedLong(millis) : letter.number() + 1L;
        return (number << KIND_BITS | kind.ordinal()) << VARIANT_BITS | variant;
    }
}
